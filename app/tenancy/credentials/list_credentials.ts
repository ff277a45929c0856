import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { Credential } from '#tenancy/credentials/credential'

/** A company's credentials by name, without the secrets. There are few: one page. */
export const listCredentials = (tenantId: string) =>
  sqlRows<Credential>(
    db,
    `select c.name, c.kind, c.last_four, c.version, c.set_at, c.set_by, u.full_name as set_by_name
       from tenant_credentials c left join users u on u.id = c.set_by where c.tenant_id = ? order by c.name`,
    [tenantId]
  )
