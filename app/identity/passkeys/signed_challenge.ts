import env from '#start/env'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Clock } from '#core/clock'
import type { ChallengeFor } from '#identity/passkeys/challenge_for'

/** `signInId`: whose access token asked; another sign-in of the same person has no use for the answer. */
export type SignedFor = ChallengeFor & { signInId: string }

const [EXPIRES_BYTES, RANDOM_BYTES, MAC_BYTES] = [6, 16, 32]
const STATED_BYTES = EXPIRES_BYTES + RANDOM_BYTES

/** A program has no session to keep a challenge in: ours says by itself when it ends, and only we can make one. */
export function signChallenge(made: SignedFor, goodForMs: number): string {
  const stated = Buffer.alloc(STATED_BYTES)
  stated.writeUIntBE(Clock.now().toMillis() + goodForMs, 0, EXPIRES_BYTES)
  randomBytes(RANDOM_BYTES).copy(stated, EXPIRES_BYTES)
  return Buffer.concat([stated, mac(made, stated)]).toString('base64url')
}

/** Whether we made it, for this, and not long ago. */
export function isSignedChallenge(challenge: string, made: SignedFor): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  // One spelling: who uses a challenge up must not find it again in another.
  if (bytes.length !== STATED_BYTES + MAC_BYTES || bytes.toString('base64url') !== challenge) return false
  const stated = bytes.subarray(0, STATED_BYTES)
  return timingSafeEqual(bytes.subarray(STATED_BYTES), mac(made, stated)) && stated.readUIntBE(0, EXPIRES_BYTES) >= Clock.now().toMillis()
}

const mac = ({ purpose, userId, signInId }: SignedFor, stated: Buffer) =>
  createHmac('sha256', `passkey-challenge:${env.get('APP_KEY').release()}`)
    .update(`${purpose}:${userId}:${signInId}:`)
    .update(stated)
    .digest()
