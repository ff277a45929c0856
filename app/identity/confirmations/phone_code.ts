import env from '#start/env'
import { createHmac, timingSafeEqual } from 'node:crypto'

const keyed = (purpose: string, text: string) =>
  createHmac('sha256', `${purpose}:${env.get('APP_KEY').release()}`)
    .update(text)
    .digest()

/** Six digits that belong to the confirmation's id: the job that sends them needs no stored code. */
export const phoneCode = (id: string): string => String(keyed('phone-code', id).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')

/** Six digits are guessed in a moment, so the hash is keyed: without our key the row says nothing. */
export const hashPhoneCode = (id: string, code: string): string => keyed('phone-code-hash', `${id}:${code}`).toString('base64url')

export const isPhoneCode = (hash: string, id: string, code: string): boolean =>
  timingSafeEqual(Buffer.from(hash), Buffer.from(hashPhoneCode(id, code)))
