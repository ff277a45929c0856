import env from '#start/env'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Clock } from '#core/clock'
import { isId } from '#core/ids'
import { isAppealSecret } from '#identity/blocks/appeal_link'

/** Long enough to write down why one thinks it wrong. */
export const APPEAL_TOKEN_SECONDS = 60 * 60

const signatureOf = (blockId: string, until: string) =>
  createHmac('sha256', `standing-appeal-token:${env.get('APP_KEY').release()}`)
    .update(`${blockId}.${until}`)
    .digest('base64url')

/** Opens one block to be read and appealed against, for a while, and nothing else. Derived with our key: no table holds it. */
export function issueAppealToken(blockId: string): string {
  const until = String(Clock.now().toUnixInteger() + APPEAL_TOKEN_SECONDS)
  return [blockId, until, signatureOf(blockId, until)].join('.')
}

/** Which block a token opens: one of ours, or `<block>.<secret>` of the letter's link. Null where it is neither, or over. */
export function readAppealToken(token: string): string | null {
  const [blockId, ...rest] = token.split('.')
  if (!isId(blockId)) return null
  if (rest.length === 1) return isAppealSecret(blockId, rest[0]) ? blockId : null
  const [until, signature] = rest
  if (rest.length !== 2 || !/^\d{1,12}$/.test(until) || Number(until) < Clock.now().toUnixInteger()) return null
  return isSame(signature, signatureOf(blockId, until)) ? blockId : null
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
