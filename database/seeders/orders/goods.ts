import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { Random } from '#database/seeders/catalog/random'
import type { DiscountSource } from '#marketing/discounts/discount'
import type { WantedLine } from '#orders/pricing/quote'

export type Good = Omit<WantedLine, 'quantity'>
export type Shelf = { all: Good[]; bySeller: Map<string, Good[]> }

const MOST = 20_000

/** Goods that are for sale, of every seller. */
export async function loadShelf(): Promise<Shelf> {
  const all = await sqlRows<Good>(
    db,
    `select o.id as "offerId", o.variant_id as "variantId", o.product_id as "productId", p.category_id as "categoryId",
            o.tenant_id as "tenantId", o.seller_id as "sellerId", s.name as "sellerName", o.sku, p.title, p.slug,
            o.price_minor as "unitPriceMinor", o.currency, 100 as available, true as "isSellable"
       from offers o join products p on p.id = o.product_id join sellers s on s.id = o.seller_id
      where o.status = 'active' and p.status = 'published' and o.currency = 'RUB' order by p.slug, o.id limit ${MOST}`
  )
  return { all, bySeller: Map.groupBy(all, ({ sellerId }) => sellerId) }
}

/** A few goods sell most: the square of chance favours the head of the shelf. */
export const pickGood = (random: Random, goods: Good[]): Good => goods[Math.floor(goods.length * random.next() ** 2.2)]

/** Discount plugins that sellers have installed; past orders name them. */
export async function loadDiscountSources(): Promise<Map<string, DiscountSource>> {
  const rows = await sqlRows<{ tenantId: string; installationId: string; pluginName: string; pluginVersion: string }>(
    db,
    `select distinct on (tenant_id) tenant_id as "tenantId", id as "installationId", plugin_name as "pluginName", version as "pluginVersion"
       from plugin_installations where tenant_id is not null and manifest -> 'hooks' @> '["discount@1"]' order by tenant_id, created_at`
  )
  return new Map(rows.map(({ tenantId, ...source }) => [tenantId, { ...source, bearer: 'seller' as const }]))
}
