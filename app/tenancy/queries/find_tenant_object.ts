import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'

/** A company is its own: questions about rights in it are answered for it. */
export async function findTenantObject(id: string): Promise<{ tenantId: string; label: string } | null> {
  if (!isId(id)) return null
  const [tenant] = await sqlRows<{ name: string }>(db, 'select name from tenants where id = ?', [id])
  return tenant ? { tenantId: id, label: tenant.name } : null
}
