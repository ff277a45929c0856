import limiter from '@adonisjs/limiter/services/main'
import { createHash, randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'

export type PasskeyPurpose = 'register' | 'sign_in' | 'second_factor' | 'step_up'

/** What the challenge was made for; an answer to one purpose is none to another. `userId` is null before anybody is known. */
export type ChallengeFor = { purpose: PasskeyPurpose; userId: string | null }

type Kept = ChallengeFor & { challenge: string; at: number }

const KEY = 'passkey_challenge'
const GOOD_FOR_SECONDS = 5 * 60

/** A challenge of this session; it replaces the one before. */
export function newChallenge({ session }: HttpContext, made: ChallengeFor): string {
  const challenge = randomBytes(32).toString('base64url')
  session.put(KEY, { ...made, challenge, at: Date.now() } satisfies Kept)
  return challenge
}

/**
 * The session's challenge, once: it leaves the session, and a counter that all processes share refuses requests that read
 * the session at the same moment. Null where there is none, or it was made for something else, or long ago.
 */
export async function takeChallenge({ session }: HttpContext, wanted: ChallengeFor): Promise<string | null> {
  const kept = session.pull(KEY) as Kept | undefined
  if (!kept || kept.purpose !== wanted.purpose || kept.userId !== wanted.userId) return null
  if (Date.now() - kept.at > GOOD_FOR_SECONDS * 1000) return null
  const key = `passkey-challenge:${createHash('sha256').update(kept.challenge).digest('base64url')}`
  const used = await limiter.use({ requests: 1, duration: GOOD_FOR_SECONDS }).increment(key)
  return used.consumed === 1 ? kept.challenge : null
}
