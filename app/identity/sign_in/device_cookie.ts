import { createHash, randomBytes } from 'node:crypto'
import { appUrl } from '#config/app'
import { hostCookieName } from '#core/http/secure_cookie'
import type { HttpContext } from '@adonisjs/core/http'

const DEVICE_COOKIE = hostCookieName('rialto_browser', appUrl)
const FORMAT = /^[\w-]{43}$/

/** The browser's lasting name, the same for everybody who signs in there; null before the first sign-in. */
export function deviceTokenOf({ request }: Pick<HttpContext, 'request'>): string | null {
  const token: unknown = request.plainCookie(DEVICE_COOKIE, { encoded: false })
  return typeof token === 'string' && FORMAT.test(token) ? token : null
}

/** Asked twice in one request, a browser that had no name yet has one only. */
const named = new WeakMap<HttpContext, string>()

/** Names the browser at its first sign-in, so that the next one is known to come from it. */
export function ensureDeviceToken(ctx: HttpContext): string {
  const token = deviceTokenOf(ctx) ?? named.get(ctx) ?? randomBytes(32).toString('base64url')
  named.set(ctx, token)
  ctx.response.plainCookie(DEVICE_COOKIE, token, { maxAge: '400d', encode: false })
  return token
}

/** What is stored: the token has 256 bits, so a plain hash is enough. */
export const hashDeviceToken = (token: string): string => createHash('sha256').update(`device:${token}`).digest('base64url')
