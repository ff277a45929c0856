import { isId } from '#core/ids'
import { AUDIENCES, type Audience } from '#identity/tokens/surfaces'

export const ACCESS_TOKEN_SECONDS = 15 * 60

export type AccessClaims = {
  sub: string
  /** The sign-in (refresh family) the token belongs to: revoking it ends its access tokens too. */
  sid: string
  tenant_id: string | null
  role: string
  aud: Audience
}

/** The claims of a verified payload; null unless they are those of an access token of ours. */
export function accessClaimsOf(payload: Record<string, unknown>): AccessClaims | null {
  const { sub, sid, tenant_id: tenantId, role, aud, type, iat, exp } = payload
  if (type !== 'access' || !isId(sub) || !isId(sid) || typeof role !== 'string') return null
  if (tenantId !== null && !isId(tenantId)) return null
  if (!Number.isInteger(iat) || Number(exp) - Number(iat) !== ACCESS_TOKEN_SECONDS) return null
  const audience = AUDIENCES.find((known) => known === aud)
  return audience ? { sub, sid, tenant_id: tenantId, role, aud: audience } : null
}
