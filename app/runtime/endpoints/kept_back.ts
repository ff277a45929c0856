import { decodeJwt, decodeProtectedHeader } from 'jose'
import { findBearerScheme } from '#core/modules'
import { AUDIENCES } from '#identity/tokens/surfaces'

/** Sessions, what is of our own making, and what a proxy says of the caller and of itself: no plugin's business. */
const KEPT_BACK = new RegExp(
  '^(cookie|forwarded|via|proxy-.*|cf-.*|true-client-ip|fastly-client-ip|' +
    'x-(csrf-token|xsrf-token|forwarded-.*|real-ip|client-ip|cluster-client-ip|original-.*|request-id|amzn-.*|envoy-.*|up-.*))$'
)

/** Whether a plugin that answers strangers must not see this header. */
export const isKeptBack = (name: string): boolean => KEPT_BACK.test(name)

/** A token of this platform, a person's or a program's, good or expired, is not for strangers' code: whoever sends it here does so by mistake. */
export function isOurToken(authorization: string): boolean {
  const token = authorization.replace(/^bearer +/i, '').trim()
  if (findBearerScheme(token)) return true
  try {
    if (decodeProtectedHeader(token).alg === undefined) return false
    const { aud } = decodeJwt(token)
    return [aud].flat().some((name) => AUDIENCES.some((known) => known === name))
  } catch {
    return false
  }
}
