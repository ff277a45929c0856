import type Tenant from '#tenancy/models/tenant'
import type { MemberRow } from '#tenancy/queries/list_members'

export const tenantJson = (tenant: Tenant) => ({
  id: tenant.id,
  name: tenant.name,
  slug: tenant.slug,
  plan: tenant.plan,
  status: tenant.status,
  created_at: tenant.createdAt.toUTC().toISO(),
})

export const memberJson = ({ user_id, full_name, email, role, joined_at }: MemberRow) => ({
  user_id,
  full_name,
  email,
  role,
  joined_at: joined_at.toISOString(),
})

const string = { type: 'string' }
const uuid = { type: 'string', format: 'uuid' }
const time = { type: 'string', format: 'date-time' }

export const TENANT_SCHEMA = {
  type: 'object',
  required: ['id', 'name', 'slug', 'plan', 'status', 'created_at'],
  properties: {
    id: uuid,
    name: string,
    slug: string,
    plan: { enum: ['FREE', 'STARTER', 'PRO', 'ENTERPRISE'] },
    status: string,
    created_at: time,
  },
}

export const MEMBERS_SCHEMA = {
  type: 'object',
  required: ['data', 'meta'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['user_id', 'full_name', 'email', 'role', 'joined_at'],
        properties: {
          user_id: uuid,
          full_name: string,
          email: string,
          role: { enum: ['owner', 'admin', 'user', 'viewer'] },
          joined_at: time,
        },
      },
    },
    meta: { type: 'object' },
  },
}
