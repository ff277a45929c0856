import { createHash, createHmac, randomBytes } from 'node:crypto'
import env from '#start/env'
import { appUrl } from '#config/app'
import { hostCookieName } from '#core/http/secure_cookie'
import type { HttpContext } from '@adonisjs/core/http'

const REMEMBER_COOKIE = hostCookieName('rialto_remember', appUrl)
const FORMAT = /^([0-9a-f-]{36})\.([\w-]{43})$/

/** Which device, and its secret of the moment. */
export type RememberToken = { deviceId: string; secret: string }

export function rememberTokenOf({ request }: Pick<HttpContext, 'request'>): RememberToken | null {
  const [, deviceId, secret] = FORMAT.exec(String(request.plainCookie(REMEMBER_COOKIE, { encoded: false }) ?? '')) ?? []
  return deviceId && secret ? { deviceId, secret } : null
}

/** HttpOnly, SameSite and Secure as every cookie here: config/http.ts. */
export const putRememberToken = ({ response }: HttpContext, { deviceId, secret }: RememberToken, days: number) =>
  response.plainCookie(REMEMBER_COOKIE, `${deviceId}.${secret}`, { maxAge: `${days}d`, encode: false })

export const dropRememberToken = ({ response }: HttpContext) => response.clearCookie(REMEMBER_COOKIE)

export const newRememberSecret = () => randomBytes(32).toString('base64url')

/** The secret has 256 bits, so a plain hash hides it. */
export const hashRememberSecret = (secret: string) => createHash('sha256').update(`remember:${secret}`).digest('base64url')

/** Derived, so that requests a browser sends at once are given the very same successor although only hashes are stored. */
export const rememberSuccessorOf = (secret: string) =>
  createHmac('sha256', `remember:${env.get('JWT_SECRET').release()}`)
    .update(secret)
    .digest('base64url')
