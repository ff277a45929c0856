import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { descending, keysetPage, type Page } from '#core/http/keyset'
import { NotFound } from '#core/http/exceptions'
import type { ProductStatus } from '#catalog/models/product'

export type OwnProductRow = {
  id: string
  title: string
  brand: string
  slug: string
  status: ProductStatus
  min_price_minor: number | null
  currency: string | null
  category_names: Record<string, string>
  available: number
  version: number
  updated_at: Date
}

export type OwnOffer = {
  id: string
  sku: string
  barcode: string | null
  weight_grams: number | null
  options: Record<string, string>
  price_minor: number
  currency: string
  on_hand: number
  reserved: number
}

export type OwnProduct = OwnProductRow & {
  description: string
  language: 'ru' | 'en'
  category_id: string
  attributes: Record<string, string>
  image_key: string | null
  published_at: Date | null
  created_at: Date
  offers: OwnOffer[]
}

const AVAILABLE = `(select coalesce(sum(l.on_hand - l.reserved), 0)::int from offers o join stock_levels l on l.offer_id = o.id where o.product_id = p.id) as available`
const ROW = ['p.id', 'p.title', 'p.brand', 'p.slug', 'p.status', 'p.min_price_minor', 'p.currency', 'p.version', 'p.updated_at'] as const

/** The tenant's products with what is left of them. */
export const ownProducts = (tenantId: string) =>
  db
    .from('products as p')
    .select(...ROW)
    .select(db.raw(`(select names from categories c where c.id = p.category_id) as category_names`))
    .select(db.raw(AVAILABLE))
    .where('p.tenant_id', tenantId)

type ListOwn = { tenantId: string; status?: ProductStatus; limit: number; cursor?: string }

export function listOwnProducts({ tenantId, status, limit, cursor }: ListOwn): Promise<Page<OwnProductRow>> {
  const query = ownProducts(tenantId)
  if (status) query.where('p.status', status)
  const sort = descending('p.updated_at', 'p.id')
  return keysetPage<OwnProductRow>(query, { sort, limit, cursor })
}

/** Foreign products look absent (404), never forbidden (403). */
export async function findOwnProduct(tenantId: string, id: string): Promise<OwnProduct> {
  const [product] = isId(id) ? await sqlRows<OwnProduct>(db, DETAIL, [tenantId, id]) : []
  if (!product) throw new NotFound()
  return product
}

const DETAIL = `
  select ${ROW.join(', ')}, p.description, p.language, p.category_id, p.attributes, p.image_key, p.published_at, p.created_at,
         (select names from categories c where c.id = p.category_id) as category_names, ${AVAILABLE},
         (select coalesce(json_agg(json_build_object('id', o.id, 'sku', o.sku, 'barcode', v.barcode, 'weight_grams', v.weight_grams,
                                                     'options', v.options, 'price_minor', o.price_minor,
                                                     'currency', o.currency, 'on_hand', l.on_hand, 'reserved', l.reserved) order by v.position, o.id), '[]'::json)
            from offers o
            join variants v on v.id = o.variant_id
            cross join lateral (select coalesce(sum(on_hand), 0)::int as on_hand, coalesce(sum(reserved), 0)::int as reserved
                                  from stock_levels where offer_id = o.id) l
           where o.product_id = p.id) as offers
    from products p where p.tenant_id = ? and p.id = ?`
