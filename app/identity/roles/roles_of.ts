import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type RoleHolder = { user_id: string; full_name: string; email: string; role_id: string }

const MOST_HOLDERS = 1_000

/** Who holds the roles people made: of the platform, or of a company. */
export const listHolders = (tenantId: string | null) =>
  sqlRows<RoleHolder>(
    db,
    `select b.user_id, u.full_name, u.email::text, b.role_id from custom_roles r
       join custom_role_bindings b on b.role_id = r.id join users u on u.id = b.user_id
      where r.tenant_id is not distinct from ? order by u.full_name, b.user_id limit ?`,
    [tenantId, MOST_HOLDERS]
  )

/** Members of a company who are not blocked, to choose from. */
export const listMembersOf = (tenantId: string) =>
  sqlRows<{ id: string; full_name: string; email: string }>(
    db,
    `select u.id, u.full_name, u.email::text from role_grants g join users u on u.id = g.user_id
      where g.tenant_id = ? and u.status = 'active' order by u.full_name, u.id limit ?`,
    [tenantId, MOST_HOLDERS]
  )
