import env from '#start/env'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Clock } from '#core/clock'

const MINUTES = 15
const FORM = /^rialto-key-v1:([0-9a-f-]{36}):(\d{1,12}):([\w-]{43})$/

/**
 * What somebody signs to prove that a key is theirs. It names the person, so that a signature cannot be carried to another
 * account, and nothing has to be remembered between asking and answering.
 */
export function newChallenge(userId: string): { challenge: string; expiresAt: Date } {
  const expires = Math.floor(Clock.now().plus({ minutes: MINUTES }).toSeconds())
  return { challenge: `rialto-key-v1:${userId}:${expires}:${mac(userId, expires)}`, expiresAt: new Date(expires * 1_000) }
}

/** Whether we gave this challenge to this person, not long ago. */
export function isOurChallenge(challenge: string, userId: string): boolean {
  const match = FORM.exec(challenge)
  if (!match || match[1] !== userId || Number(match[2]) < Clock.now().toSeconds()) return false
  return timingSafeEqual(Buffer.from(match[3]), Buffer.from(mac(userId, Number(match[2]))))
}

const mac = (userId: string, expires: number) =>
  createHmac('sha256', `author-key:${env.get('APP_KEY').release()}`)
    .update(`${userId}:${expires}`)
    .digest('base64url')
