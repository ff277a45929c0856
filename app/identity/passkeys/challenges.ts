import app from '@adonisjs/core/services/app'
import { createHash, randomBytes } from 'node:crypto'
import { MINUTE_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { isSignedChallenge, signChallenge, type SignedFor } from '#identity/passkeys/signed_challenge'
import type { ChallengeFor } from '#identity/passkeys/challenge_for'
import type { HttpContext } from '@adonisjs/core/http'

type Kept = ChallengeFor & { challenge: string; at: number }

const KEY = 'passkey_challenge'
const GOOD_FOR_MS = 5 * MINUTE_MS

/** A challenge of this session, where it replaces the one before; of a program's sign-in, which keeps nothing, one that we signed. */
export function newChallenge(ctx: HttpContext, made: ChallengeFor): string {
  const session = sessionOf(ctx)
  if (!session) return signChallenge(ofSignIn(ctx, made), GOOD_FOR_MS)
  const challenge = randomBytes(32).toString('base64url')
  session.put(KEY, { ...made, challenge, at: Date.now() } satisfies Kept)
  return challenge
}

/**
 * The challenge that may be answered, once: it leaves the session, and a counter that all processes share refuses requests that
 * read the session at the same moment, or answer a signed one again. Null where there is none, or it was made for something else, or
 * long ago. `answered`: what the credential says it answers.
 */
export async function takeChallenge(ctx: HttpContext, wanted: ChallengeFor, answered: string | null = null): Promise<string | null> {
  const session = sessionOf(ctx)
  const challenge = session ? pullChallenge(session, wanted) : answered
  if (!challenge || (!session && !isSignedChallenge(challenge, ofSignIn(ctx, wanted)))) return null
  const key = `passkey-challenge:${createHash('sha256').update(challenge).digest('base64url')}`
  const attempts = await app.container.make(Attempts)
  return (await attempts.isWithin(GOOD_FOR_MS, { key, limit: 1 })) ? challenge : null
}

function pullChallenge(session: HttpContext['session'], wanted: ChallengeFor): string | null {
  const kept = session.pull(KEY) as Kept | undefined
  if (!kept || kept.purpose !== wanted.purpose || kept.userId !== wanted.userId) return null
  return Date.now() - kept.at > GOOD_FOR_MS ? null : kept.challenge
}

/** Routes of the API have none. */
const sessionOf = (ctx: HttpContext) => ctx.session as HttpContext['session'] | undefined

const ofSignIn = ({ actor }: HttpContext, made: ChallengeFor): SignedFor => ({ ...made, signInId: actor.tokenId! })
