import app from '@adonisjs/core/services/app'
import { createHash, randomBytes } from 'node:crypto'
import { MINUTE_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import type { HttpContext } from '@adonisjs/core/http'

export type PasskeyPurpose = 'register' | 'sign_in' | 'second_factor' | 'step_up'

/** What the challenge was made for; an answer to one purpose is none to another. `userId` is null before anybody is known. */
export type ChallengeFor = { purpose: PasskeyPurpose; userId: string | null }

type Kept = ChallengeFor & { challenge: string; at: number }

const KEY = 'passkey_challenge'
const GOOD_FOR_MS = 5 * MINUTE_MS

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
  if (Date.now() - kept.at > GOOD_FOR_MS) return null
  const key = `passkey-challenge:${createHash('sha256').update(kept.challenge).digest('base64url')}`
  const attempts = await app.container.make(Attempts)
  return (await attempts.isWithin(GOOD_FOR_MS, { key, limit: 1 })) ? kept.challenge : null
}
