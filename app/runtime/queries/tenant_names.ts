import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

type OfTenant = { tenant_id: string | null; tenant_name?: string | null }

/** Adds the names of tenants to a page of rows, in one query. */
export async function withTenantNames<Row extends OfTenant>(rows: Row[]): Promise<Row[]> {
  const ids = [...new Set(rows.map(({ tenant_id: id }) => id).filter((id) => id !== null))]
  if (ids.length === 0) return rows
  const found = await sqlRows<{ id: string; name: string }>(db, 'select id, name from tenants where id = any(?::uuid[])', [ids])
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({ ...row, tenant_name: row.tenant_id ? (names.get(row.tenant_id) ?? null) : null }))
}
