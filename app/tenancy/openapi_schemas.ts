import { TENANT_ROLES } from '#core/rights'
import { nullable, nullableTime, string, time, uuid } from '#core/http/openapi/words'
import { TENANT_PLANS } from '#tenancy/models/tenant'

const role = { enum: [...TENANT_ROLES] }
const plan = { enum: [...TENANT_PLANS] }

const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({ type: 'object', required, properties })
const list = (items: object) => object({ data: { type: 'array', items }, meta: { type: 'object' } })

export const TENANT_SCHEMA = object({
  id: uuid,
  name: string,
  slug: string,
  plan,
  status: { enum: ['active', 'suspended', 'closed'] },
  legal_name: nullable,
  legal_address: nullable,
  country: string,
  inn: nullable,
  ogrn: nullable,
  kpp: nullable,
  contact_email: nullable,
  contact_phone: nullable,
  website: nullable,
  locale: { enum: ['en', 'ru'] },
  timezone: string,
  is_verified: { type: 'boolean' },
  verified_until: nullableTime,
  version: { type: 'integer', description: 'Also the ETag; send it back as If-Match' },
  created_at: time,
})

export const MEMBERS_SCHEMA = list(object({ user_id: uuid, full_name: string, email: string, role, joined_at: time }))
export const MEMBER_ROLE_SCHEMA = object({ user_id: uuid, role })

export const INVITATION_SCHEMA = object({ id: uuid, email: string, role, expires_at: time, invited_by: nullable })
export const INVITATIONS_SCHEMA = list(INVITATION_SCHEMA)
export const JOINED_SCHEMA = object({ tenant_id: uuid, tenant_name: string, role })

export const TRANSFER_SCHEMA = object({
  id: uuid,
  from_user_id: uuid,
  from_name: string,
  to_user_id: uuid,
  to_name: string,
  created_at: time,
  expires_at: time,
})
export const OPEN_TRANSFER_SCHEMA = object({ data: { anyOf: [TRANSFER_SCHEMA, { type: 'null' }] } })
export const NEW_OWNER_SCHEMA = object({ owner_id: uuid })

export const CREDENTIALS_SCHEMA = list(
  object({
    name: string,
    kind: { enum: ['api_key', 'json'] },
    last_four: { ...string, description: 'Empty for JSON and for short keys' },
    version: { type: 'integer', description: 'How often it was set' },
    set_at: time,
    set_by: { ...nullable, format: 'uuid' },
    set_by_name: nullable,
  })
)

export const USAGE_SCHEMA = object({
  plan,
  quotas: {
    type: 'array',
    items: object({
      name: string,
      per: { enum: ['total', 'day', 'shortest'] },
      used: { type: ['integer', 'null'] },
      most: { type: 'integer', description: 'What the plan includes; of `shortest`, the least it allows' },
      percent: { type: ['integer', 'null'] },
    }),
  },
})

const listedTenant = {
  id: uuid,
  name: string,
  slug: string,
  plan,
  status: { enum: ['active', 'suspended', 'closed'] },
  members: { type: 'integer' },
  verified_until: nullableTime,
  created_at: time,
}

export const LISTED_TENANTS_SCHEMA = list(object(listedTenant))
export const WHOLE_TENANT_SCHEMA = object({ data: object({ ...listedTenant, quotas: USAGE_SCHEMA.properties.quotas }) })

export const CONTEXTS_SCHEMA = object({
  tenant_id: { ...nullable, format: 'uuid' },
  companies: { type: 'array', items: object({ tenant_id: uuid, name: string, role, is_current: { type: 'boolean' } }) },
  hats: { type: 'array', items: string },
})

export const CONTEXT_TOKEN_SCHEMA = object({
  token: { ...string, description: 'The access token, under the name older clients read' },
  access_token: string,
  token_type: { const: 'Bearer' },
  expires_in: { type: 'integer' },
  access_token_expires_at: { type: 'integer' },
  tenant_id: uuid,
  role: string,
})
