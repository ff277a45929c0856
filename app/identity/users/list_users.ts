import db from '@adonisjs/lucid/services/db'
import { containing } from '#core/database/like'
import { directionOf, keysetPage, sortBy, type Page } from '#core/http/keyset'
import { whereHoldsRole } from '#identity/roles/holds_custom_role'
import type { PlatformRole } from '#core/rights'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

export type ListedUser = {
  id: string
  email: string
  username: string
  full_name: string
  locale: string
  status: 'active' | 'blocked'
  roles: PlatformRole[]
  created_at: Date
  last_seen_at: Date | null
}

export type UserFilters = {
  q?: string
  status?: 'active' | 'blocked'
  role?: PlatformRole
  /** A role of the platform that people made. */
  role_id?: string
  created_from?: Date
  created_to?: Date
  sort?: UserSort
  limit: number
  cursor?: string
}

export const USER_SORTS = ['created_at', '-created_at', 'email', '-email'] as const
export type UserSort = (typeof USER_SORTS)[number]

const ROLES = `coalesce((select array_agg(r.role order by r.role) from role_bindings r where r.user_id = users.id), '{}') as roles`

export const searchUsers = (users: DatabaseQueryBuilderContract, text: string) =>
  void users.whereRaw(`(full_name || ' ' || email::text) ilike ?`, [containing(text)])

/** Everybody with an account, a page at a time. */
export function listUsers({ sort = '-created_at', limit, cursor, ...filters }: UserFilters): Promise<Page<ListedUser>> {
  const query = db
    .from('users')
    .select('users.id', 'username', 'full_name', 'locale', 'status', 'users.created_at', 'last_seen_at')
    .select(db.raw('email::text as email'), db.raw(ROLES))
  if (filters.status) query.where('status', filters.status)
  if (filters.created_from) query.where('users.created_at', '>=', filters.created_from)
  if (filters.created_to) query.where('users.created_at', '<', filters.created_to)
  if (filters.q) searchUsers(query, filters.q)
  if (filters.role) {
    const { role } = filters
    query.whereExists((bindings) => void bindings.from('role_bindings').whereColumn('user_id', 'users.id').where('role', role))
  }
  if (filters.role_id) whereHoldsRole(query, filters.role_id)
  const columns = [`users.${sort.replace('-', '')}`, 'users.id']
  return keysetPage<ListedUser>(query, { sort: sortBy(directionOf(sort), ...columns), limit, cursor })
}
