import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'

/** The company a product belongs to, for questions about rights. */
export async function findProductObject(id: string): Promise<{ tenantId: string; label: string } | null> {
  if (!isId(id)) return null
  const [product] = await sqlRows<{ tenant_id: string; slug: string }>(db, 'select tenant_id, slug from products where id = ?', [id])
  return product ? { tenantId: product.tenant_id, label: product.slug } : null
}
