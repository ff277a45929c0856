import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

/** Canonical name → version of everything an owner has installed. */
export async function installedVersions(tenantId: string | null): Promise<Map<string, string>> {
  const rows = await sqlRows<{ name: string; version: string }>(
    db,
    `select p.canon_name as name, i.version from plugin_installations i join plugins p on p.id = i.plugin_id
      where i.tenant_id is not distinct from ? order by p.canon_name`,
    [tenantId]
  )
  return new Map(rows.map(({ name, version }) => [name, version]))
}
