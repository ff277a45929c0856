import { nullable, nullableTime, time } from '#core/http/openapi/words'
import type { ListedUser } from '#identity/users/list_users'
import type { CompanyChoice } from '#identity/roles/choose_company'
import type { Account } from '#identity/queries/find_account'

export const toUserJson = ({
  id,
  email,
  username,
  full_name: name,
  locale,
  status,
  roles,
  created_at: at,
  last_seen_at: seen,
}: ListedUser) => ({
  ...{ id, email, username, full_name: name, locale, status, roles },
  ...{ created_at: at.toISOString(), last_seen_at: seen?.toISOString() ?? null },
})

type WithCompanies = Account & { companies: CompanyChoice[] }

export const toAccountJson = (account: WithCompanies) => ({
  ...toUserJson(account),
  custom_roles: account.custom_roles.map(({ id, name }) => ({ id, name })),
  companies: account.companies.map(({ id, name, role }) => ({ id, name, role })),
  email_confirmed: account.email_confirmed_at !== null,
  has_second_factor: account.has_second_factor,
  block_reason: account.block_reason,
  blocked_at: account.blocked_at?.toISOString() ?? null,
})

export const USER_SCHEMA = {
  type: 'object',
  required: ['id', 'email', 'username', 'full_name', 'status', 'roles', 'created_at'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    email: { type: 'string' },
    username: { type: 'string' },
    full_name: { type: 'string' },
    locale: { enum: ['en', 'ru'] },
    status: { enum: ['active', 'blocked'] },
    roles: { type: 'array', items: { type: 'string' } },
    created_at: time,
    last_seen_at: nullableTime,
  },
}

export const ACCOUNT_SCHEMA = {
  ...USER_SCHEMA,
  properties: {
    ...USER_SCHEMA.properties,
    custom_roles: {
      type: 'array',
      items: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'string' }, name: { type: 'string' } } },
    },
    companies: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name', 'role'],
        properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' }, role: { type: 'string' } },
      },
    },
    email_confirmed: { type: 'boolean' },
    has_second_factor: { type: 'boolean' },
    block_reason: nullable,
    blocked_at: nullableTime,
  },
}
