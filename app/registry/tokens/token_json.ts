import { nullable, object, page, string, strings } from '#core/http/openapi/words'
import type { IssuedToken } from '#registry/tokens/actions/keep_token'
import type { TokenRow } from '#registry/tokens/queries/own_tokens'

export const toTokenJson = (token: TokenRow) => ({
  id: token.id,
  name: token.name,
  kind: token.kind,
  prefix: token.prefix,
  scopes: token.endpoint_scopes,
  plugins: token.plugin_scopes,
  stage_only: token.stage_only,
  created_at: token.created_at.toISOString(),
  expires_at: token.expires_at.toISOString(),
  last_used_at: token.last_used_at?.toISOString() ?? null,
  last_used_ip: token.last_used_ip,
  revoked_at: token.revoked_at?.toISOString() ?? null,
  revoked_reason: token.revoked_reason,
})

/** The only answer that ever holds the secret. */
export const toSecretJson = ({ id, secret, prefix, expiresAt }: IssuedToken) => ({
  id,
  token: secret,
  prefix,
  expires_at: expiresAt.toISOString(),
})

export const TOKEN = object({
  ...{ id: string, name: string, kind: { enum: ['personal', 'trusted'] }, prefix: string, scopes: strings, plugins: strings },
  ...{ stage_only: { type: 'boolean' }, created_at: string, expires_at: string, last_used_at: nullable, last_used_ip: nullable },
  ...{ revoked_at: nullable, revoked_reason: nullable },
})
export const TOKENS = page(TOKEN)
export const TOKEN_SECRET = object({ id: string, token: string, prefix: string, expires_at: string })
export const SCOPES = object({ scopes: { type: 'array', items: object({ name: string, description: string }) } })
export const TOKEN_HISTORY = page(
  object({ id: string, at: string, action: string, target_type: string, target_id: string, target_label: nullable, ip: nullable })
)
