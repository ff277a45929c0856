/** What a list shows of a product. */
export type ProductCardRow = {
  id: string
  slug: string
  title: string
  brand: string
  language: 'ru' | 'en'
  category_id: string
  image_key: string | null
  min_price_minor: number
  currency: string
  published_at: Date
  seller_id: string
  seller_name: string
  seller_slug: string
  seller_verified: boolean
  in_stock: boolean
}

export const CARD_COLUMNS =
  'p.id, p.slug, p.title, p.brand, p.language, p.category_id, p.image_key, p.min_price_minor, p.currency, p.published_at, p.seller_id'

/** Whether the company behind the seller `s` proved who it is. */
export const SELLER_VERIFIED = 'exists (select 1 from tenants t where t.id = s.tenant_id and t.verified_until > now()) as seller_verified'

/** Adds seller and stock to the few rows of one page. */
export const withSellerAndStock = (page: string, order: string) => `
  select p.*, s.name as seller_name, s.slug as seller_slug, ${SELLER_VERIFIED},
         exists (select 1 from offers o join stock_levels l on l.offer_id = o.id
                  where o.product_id = p.id and o.status = 'active' and l.on_hand > l.reserved) as in_stock
    from (${page}) p join sellers s on s.id = p.seller_id
   order by ${order}`
