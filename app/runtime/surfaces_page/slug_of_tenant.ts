import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PLATFORM_SLUG } from '#runtime/endpoints/find_endpoint'

/** What a tenant's plugins have in their addresses. */
export async function slugOfTenant(tenantId: string | null): Promise<string> {
  if (tenantId === null) return PLATFORM_SLUG
  const [tenant] = await sqlRows<{ slug: string }>(db, 'select slug from tenants where id = ?', [tenantId])
  return tenant?.slug ?? tenantId
}
