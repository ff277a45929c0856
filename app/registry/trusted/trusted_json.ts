import vine from '@vinejs/vine'
import { nullable, object, string } from '#core/http/openapi/words'
import type { TrustedRow } from '#registry/trusted/list_trusted'

/** A file in `.github/workflows`, or the path of a pipeline's configuration. */
const WORKFLOW = /^[\w.-]+(?:\/[\w.-]+)*\.ya?ml$/

const trusted = () => ({
  issuer: vine.string().trim().url({ require_tld: false }).maxLength(300),
  owner_id: vine
    .string()
    .trim()
    .regex(/^\d{1,20}$/),
  repository: vine
    .string()
    .trim()
    .regex(/^[\w.-]{1,100}$/),
  workflow: vine.string().trim().regex(WORKFLOW).maxLength(200),
  environment: vine.string().trim().maxLength(255).nullable().optional(),
})

export const trustedValidator = vine.create(trusted())

export const exchangeValidator = vine.create({
  token: vine.string().trim().maxLength(16_384),
  plugin: vine.string().trim().maxLength(64),
})

export const toTrustedJson = (row: TrustedRow) => ({
  id: row.id,
  provider: row.provider,
  issuer: row.issuer,
  owner_id: row.owner_id,
  repository: row.repository,
  workflow: row.workflow,
  environment: row.environment,
  created_at: row.created_at.toISOString(),
  last_used_at: row.last_used_at?.toISOString() ?? null,
  active: row.is_active,
})

const TRUSTED = object({
  ...{ id: string, provider: { enum: ['github', 'gitlab'] }, issuer: string, owner_id: string, repository: string, workflow: string },
  ...{ environment: nullable, created_at: string, last_used_at: nullable, active: { type: 'boolean' } },
})

export const TRUSTED_LIST = object({
  audience: string,
  issuers: { type: 'array', items: string },
  publishers: { type: 'array', items: TRUSTED },
})
export const TRUSTED_ADDED = object({ id: string })
export const EXCHANGED = object({ token: string, expires_at: string, plugin: string, scopes: { type: 'array', items: string } })
