import env from '#start/env'
import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The way to appeal for who cannot sign in: a link in the letter about the block. Its secret is derived from the block's id with
 * our key, so neither table nor event holds it.
 */
export const appealSecret = (blockId: string): string =>
  createHmac('sha256', `standing-appeal:${env.get('APP_KEY').release()}`)
    .update(blockId)
    .digest('base64url')

export const appealPath = (blockId: string): string => `/appeals/${blockId}?secret=${appealSecret(blockId)}`

export function isAppealSecret(blockId: string, secret: unknown): boolean {
  const expected = Buffer.from(appealSecret(blockId))
  const given = Buffer.from(typeof secret === 'string' ? secret : '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
