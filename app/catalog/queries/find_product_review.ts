import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { TextMatch } from '#catalog/texts/moderate_texts'
import type { ProductStatus } from '#catalog/models/product'

/** A product whose texts somebody should look at, as a moderator sees it. */
export type ProductReview = {
  id: string
  tenant_id: string
  title: string
  brand: string
  description: string
  status: ProductStatus
  seller: string
  owner_ids: string[]
  matches: TextMatch[]
}

export async function findProductReview(productId: string): Promise<ProductReview | null> {
  const [row] = await sqlRows<ProductReview>(
    db,
    `select p.id, p.tenant_id, p.title, p.brand, p.description, p.status, s.name as seller, f.matches,
            (select coalesce(array_agg(m.user_id::text), '{}') from tenant_members m where m.tenant_id = p.tenant_id) as owner_ids
       from products p join sellers s on s.id = p.seller_id join text_findings f on f.product_id = p.id where p.id = ?`,
    [productId]
  )
  return row ?? null
}
