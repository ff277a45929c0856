import db from '@adonisjs/lucid/services/db'
import router from '@adonisjs/core/services/router'
import { PLATFORM_ROLES } from '#core/rights'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { searchUsers } from '#identity/users/list_users'
import { whereHoldsRole } from '#identity/roles/holds_custom_role'
import type { Filter, TableSpec } from '#core/tables/table_definition'
import type { CustomRole } from '#identity/roles/custom_role'

export type UserRow = {
  id: string
  full_name: string
  email: string
  status: 'active' | 'blocked'
  roles: string
  created_at: Date
  last_seen_at: Date | null
}

const ROLES = `coalesce((select string_agg(r.role, ', ' order by r.role) from role_bindings r where r.user_id = users.id), '') as roles`

export const allUsers = () =>
  db
    .from('users')
    .select('users.id', 'full_name', db.raw('email::text as email'), 'status', 'users.created_at', 'last_seen_at', db.raw(ROLES))

const USERS: TableSpec<UserRow> = {
  name: 'identity.users',
  caption: 'identity.users',
  columns: [
    {
      key: 'full_name',
      label: 'identity.full_name',
      href: (row) => (router.urlBuilder.urlFor as (name: string, params: object) => string)('operator.users.show', { id: row.id }),
    },
    { key: 'email', label: 'identity.email' },
    { key: 'roles', label: 'identity.platform_roles', labels: 'identity.role_', value: (row) => row.roles && row.roles.split(', ') },
    {
      key: 'status',
      label: 'identity.status',
      format: 'status',
      labels: 'identity.status_',
      tone: (row) => (row.status === 'active' ? 'good' : 'bad'),
    },
    { key: 'last_seen_at', label: 'identity.last_seen_at', format: 'ago', isMinor: true },
    { key: 'created_at', label: 'identity.registered_at', format: 'datetime', sort: 'created_at' },
  ],
  filters: [
    {
      key: 'status',
      label: 'identity.status',
      kind: 'choice',
      options: [
        { value: 'active', label: 'identity.status_active' },
        { value: 'blocked', label: 'identity.status_blocked' },
      ],
    },
    {
      key: 'role',
      label: 'identity.role',
      kind: 'choice',
      options: choices(PLATFORM_ROLES, 'identity.role_'),
      where: (query, value) =>
        void query.whereExists((bindings) =>
          bindings.from('role_bindings').whereColumn('user_id', 'users.id').where('role', String(value))
        ),
    },
    { key: 'registered', label: 'identity.registered_at', kind: 'dates', column: 'created_at' },
  ],
  search: searchUsers,
  defaultSort: '-created_at',
  isExportAudited: true,
  empty: { title: 'identity.no_users', icon: 'users' },
}

/** The filter by roles that people made is there where there are any: they change while this runs, so each request has its own. */
export const usersTable = (roles: Pick<CustomRole, 'id' | 'name'>[]) =>
  defineTable<UserRow>(roles.length ? { ...USERS, filters: [...USERS.filters!, customRoleFilter(roles)] } : USERS)

const customRoleFilter = (roles: Pick<CustomRole, 'id' | 'name'>[]): Filter => ({
  ...{ key: 'custom_role', label: 'identity.custom_role', kind: 'choice', isPlain: true },
  options: roles.map(({ id, name }) => ({ value: id, label: name })),
  where: (query, value) => whereHoldsRole(query, String(value)),
})
