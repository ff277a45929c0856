import { integer, nullable, nullableTime, object, page, string, strings, time, uuid } from '#core/http/openapi/words'
import type { IssuedServiceToken } from '#identity/service_tokens/actions/keep_service_token'
import type { ServiceTokenRow, ServiceTokenUse } from '#identity/service_tokens/queries/service_tokens'

export const toServiceTokenJson = (token: ServiceTokenRow) => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  scopes: token.scopes,
  status: token.status,
  acts_for: { user_id: token.user_id, full_name: token.responsible },
  created_at: token.created_at.toISOString(),
  expires_at: token.expires_at.toISOString(),
  last_used_at: token.last_used_at?.toISOString() ?? null,
  last_used_ip: token.last_used_ip,
  revoked_at: token.revoked_at?.toISOString() ?? null,
  revoked_reason: token.revoked_reason,
})

/** The only answer that ever holds the secret. */
export const toSecretJson = ({ id, secret, prefix, expiresAt }: IssuedServiceToken) => ({
  id,
  token: secret,
  prefix,
  expires_at: expiresAt.toISOString(),
})

export const toUseJson = ({ day, operation, ip, requests, last_at: lastAt }: ServiceTokenUse) => ({
  ...{ day, operation, ip, requests, last_at: lastAt.toISOString() },
})

export const SERVICE_TOKEN = object({
  ...{ id: uuid, name: string, prefix: string, scopes: strings, status: { enum: ['active', 'expired', 'revoked'] } },
  ...{ acts_for: object({ user_id: uuid, full_name: string }), created_at: time, expires_at: time, last_used_at: nullableTime },
  ...{ last_used_ip: nullable, revoked_at: nullableTime, revoked_reason: nullable },
})
export const SERVICE_TOKENS = page(SERVICE_TOKEN)
export const SERVICE_TOKEN_SECRET = object({ id: uuid, token: string, prefix: string, expires_at: time })
export const SERVICE_TOKEN_USES = page(object({ day: string, operation: string, ip: string, requests: integer, last_at: time }))
export const SERVICE_SCOPES = object({ scopes: { type: 'array', items: object({ name: string, description: string }) } })
