import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

/** The companies somebody works in, for the switcher. */
export const listOwnTenants = (userId: string) =>
  sqlRows<{ id: string; name: string; role: string }>(
    db,
    `select t.id, t.name, g.role from role_grants g join tenants t on t.id = g.tenant_id
     where g.user_id = ? order by t.name, t.id`,
    [userId]
  )
