import { fail, fetch, hmac, log, now, settings } from 'rialto:host'
import type { EventV1Answer, EventV1Input } from 'rialto:hooks'

type Settings = { url: string }

const GONE = 410

/** Sends each event to the address in the settings, signed as Standard Webhooks has it; what is not accepted is tried again. */
export async function event_v1({ id, name, occurred_at: timestamp, payload }: EventV1Input): Promise<EventV1Answer> {
  const { url } = settings<Settings>()
  if (url === '') {
    log('No address is set: nothing was sent')
    return {}
  }
  const body = JSON.stringify({ type: name, timestamp, data: payload })
  const { status } = await fetch(url, { method: 'POST', headers: await signedHeaders(id, body), body })
  if (status === GONE) log(`${url} wants no events any more (410): it got this one last`, 'warn')
  else if (status < 200 || status > 299) return fail(`${url} answered ${status}`)
  return {}
}

/** The same id for every attempt, so that the receiver knows a repetition; the time is that of the attempt. */
async function signedHeaders(id: string, body: string): Promise<Record<string, string>> {
  const at = Math.floor((await now()) / 1000)
  const digest = await hmac('sha256', { secret: 'signing_secret' }, `${id}.${at}.${body}`, 'base64')
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${digest}`,
  }
}
