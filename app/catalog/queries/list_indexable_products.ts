import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type IndexableProduct = {
  id: string
  seller_id: string
  category_id: string
  title: string
  brand: string
  description: string
  attributes: Record<string, string>
  codes: string[]
  price_minor: number
  in_stock: boolean
  published_at: Date
}

/** Of these products, those that the shop shows, with what a full-text index needs. */
export const listIndexableProducts = (ids: string[]) => sqlRows<IndexableProduct>(db, indexable('p.id = any(?::uuid[])', ''), [ids])

export type IndexablePlace = Pick<IndexableProduct, 'category_id' | 'published_at' | 'id'>

/**
 * The next of all products the shop shows, category by category; for rebuilding an index. Goods that are found
 * together are then also stored together.
 */
export const listIndexableAfter = (place: IndexablePlace | null, limit: number) =>
  sqlRows<IndexableProduct>(
    db,
    indexable(place ? '(p.category_id, p.published_at, p.id) > (?, ?, ?)' : 'true', 'order by p.category_id, p.published_at, p.id limit ?'),
    place ? [place.category_id, place.published_at, place.id, limit] : [limit]
  )

const indexable = (condition: string, order: string) => `
  select p.id, p.seller_id, p.category_id, p.title, p.brand, p.description, p.attributes, p.min_price_minor as price_minor, p.published_at,
         coalesce(o.codes, '{}') as codes, coalesce(o.in_stock, false) as in_stock
    from products p
    left join lateral (
      select array_remove(array_agg(distinct o.sku) || array_agg(distinct v.barcode), null) as codes, bool_or(coalesce(l.available, 0) > 0) as in_stock
        from offers o
        join variants v on v.id = o.variant_id
        left join lateral (select sum(on_hand - reserved) as available from stock_levels where offer_id = o.id) l on true
       where o.product_id = p.id and o.status = 'active') o on true
   where p.status = 'published' and p.seller_id not in (select id from sellers where status <> 'active') and ${condition}
   ${order}`
