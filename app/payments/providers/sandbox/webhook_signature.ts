import { createHmac, timingSafeEqual } from 'node:crypto'

/** Notifications older than this are refused: a recorded one cannot be replayed for ever. */
const TOLERANCE_SECONDS = 300

export type SignedNotice = { timestamp: string; signature: string; raw: string }

/** `HMAC-SHA256(secret, "<unix seconds>.<raw body>")`, in hexadecimal. */
export const sign = (secret: string, timestamp: string, raw: string) =>
  createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex')

export function isGenuine(secret: string, notice: SignedNotice, nowSeconds: number): boolean {
  const age = Math.abs(nowSeconds - Number(notice.timestamp))
  if (!Number.isFinite(age) || age > TOLERANCE_SECONDS) return false
  const expected = Buffer.from(sign(secret, notice.timestamp, notice.raw))
  const given = Buffer.from(notice.signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
