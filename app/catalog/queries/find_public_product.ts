import { isId } from '#core/ids'
import { preparedRows } from '#core/database/prepared'
import { SELLER_VERIFIED, type ProductCardRow } from '#catalog/queries/product_cards'

export type PublicVariant = {
  id: string
  barcode: string | null
  options: Record<string, string>
  offers: { id: string; sku: string; price_minor: number; currency: string; available: number }[]
}

export type PublicProductRow = ProductCardRow & {
  description: string
  attributes: Record<string, string>
  version: number
  updated_at: Date
  variants: PublicVariant[]
}

/** A product as the shop shows it, by id or slug, in one statement; undefined when it is not for sale. */
export async function findPublicProduct(key: string): Promise<PublicProductRow | undefined> {
  const [row] = await preparedRows<PublicProductRow>(isId(key) ? BY_ID : BY_SLUG, [key])
  return row
}

const detailWhere = (condition: string) => `
  select p.id, p.slug, p.title, p.description, p.brand, p.language, p.category_id, p.image_key, p.min_price_minor, p.currency,
         p.attributes, p.version, p.published_at, p.updated_at, p.seller_id, s.name as seller_name, s.slug as seller_slug, ${SELLER_VERIFIED},
         coalesce(v.variants, '[]'::json) as variants, coalesce(v.in_stock, false) as in_stock
    from products p
    join sellers s on s.id = p.seller_id and s.status = 'active'
    left join lateral (
      select json_agg(json_build_object('id', v.id, 'barcode', v.barcode, 'options', v.options, 'offers', o.offers) order by v.position, v.id) as variants,
             bool_or(o.available > 0) as in_stock
        from variants v
       cross join lateral (
         select coalesce(json_agg(json_build_object('id', o.id, 'sku', o.sku, 'price_minor', o.price_minor, 'currency', o.currency,
                                           'available', l.available) order by o.price_minor, o.id), '[]'::json) as offers,
                coalesce(sum(l.available), 0) as available
           from offers o
          cross join lateral (select coalesce(sum(on_hand - reserved), 0)::int as available from stock_levels where offer_id = o.id) l
          where o.variant_id = v.id and o.status = 'active') o
       where v.product_id = p.id) v on true
   where p.status = 'published' and ${condition}`

const BY_ID = detailWhere('p.id = ?')
const BY_SLUG = detailWhere('p.slug = ?')
