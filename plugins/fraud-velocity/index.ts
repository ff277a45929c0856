import { kv, log, settings, type HostError } from 'rialto:host'
import type { FraudScoreV1Answer, FraudScoreV1Input } from 'rialto:hooks'

type Settings = {
  window_minutes: number
  per_buyer: number
  per_contact: number
  per_network: number
  per_place: number
  review_from: number
  block_from: number
}

/** What purchases are counted by: the reason's code, the name in the store, how many are usual. */
type Counter = { code: string; what: string; id: string; limit: number }

/** What one purchase too many weighs, and each one beyond it. */
const FIRST = 30
const EACH_MORE = 15

/** Counts purchases by buyer, contact, network and place within a window; too many of them are a risk that is explained. */
export async function fraud_score_v1(input: FraudScoreV1Input): Promise<FraudScoreV1Answer> {
  const options = settings<Settings>()
  const reasons: FraudScoreV1Answer['reasons'] = []
  let score = 0
  for (const { code, what, id, limit } of countersOf(input, options)) {
    const value = await count(`${code}:${id}`, options.window_minutes * 60)
    if (value <= limit) continue
    score += FIRST + EACH_MORE * (value - limit - 1)
    reasons.push({ code, message: `${value} purchases ${what} within ${options.window_minutes} minutes, ${limit} are usual` })
  }
  score = Math.min(score, 100)
  return { verdict: verdictOf(score, options), score, reasons }
}

/** Without room for another counter the others still count. */
async function count(key: string, ttlSeconds: number): Promise<number> {
  try {
    return await kv.increment(key, 1, { ttlSeconds })
  } catch (error) {
    if ((error as HostError).code !== 'quota_exceeded') throw error
    log(`${key} is not counted: ${(error as HostError).message}`, 'warn')
    return 0
  }
}

/** A limit of 0 switches a counter off; what was not handed over is not counted. */
function countersOf(
  { buyer, email_hash: email, phone_hash: phone, network_hash: network, destination }: FraudScoreV1Input,
  options: Settings
) {
  const place = destination.postcode && `${destination.country}:${destination.postcode}`
  const all: (Omit<Counter, 'id'> & { id: string | null })[] = [
    { code: 'velocity_buyer', what: 'by one buyer', id: buyer.id, limit: options.per_buyer },
    { code: 'velocity_email', what: 'with one e-mail address', id: email, limit: options.per_contact },
    { code: 'velocity_phone', what: 'with one telephone number', id: phone, limit: options.per_contact },
    { code: 'velocity_network', what: 'from one network', id: network, limit: options.per_network },
    { code: 'velocity_place', what: 'to one postcode', id: place, limit: options.per_place },
  ]
  return all.filter((counter): counter is Counter => counter.limit > 0 && counter.id !== null && counter.id !== '')
}

function verdictOf(score: number, { review_from: review, block_from: block }: Settings): FraudScoreV1Answer['verdict'] {
  if (score >= block) return 'block'
  return score >= review ? 'review' : 'allow'
}
