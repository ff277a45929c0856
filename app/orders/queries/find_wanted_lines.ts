import { sqlRows, type SqlClient } from '#core/database/sql'
import type { WantedLine } from '#orders/pricing/quote'

export type WantedItem = { offerId: string; quantity: number }

type OfferRow = Omit<WantedLine, 'quantity'>

/** The offers of a purchase as the catalogue has them now, in the order asked for. Offers that do not exist are left out. */
export async function findWantedLines(client: SqlClient, items: WantedItem[]): Promise<WantedLine[]> {
  const offers = await sqlRows<OfferRow>(
    client,
    `select o.id as "offerId", o.variant_id as "variantId", o.product_id as "productId", p.category_id as "categoryId",
            o.tenant_id as "tenantId", o.seller_id as "sellerId", s.name as "sellerName", o.sku, p.title, p.slug,
            o.price_minor as "unitPriceMinor", o.currency, v.weight_grams as "weightGrams",
            (select coalesce(sum(l.on_hand - l.reserved), 0)::int from stock_levels l where l.offer_id = o.id) as available,
            (o.status = 'active' and p.status = 'published' and s.status = 'active') as "isSellable"
       from offers o
       join products p on p.id = o.product_id
       join variants v on v.id = o.variant_id
       join sellers s on s.id = o.seller_id
      where o.id = any(?::uuid[])`,
    [items.map(({ offerId }) => offerId)]
  )
  const byId = new Map(offers.map((offer) => [offer.offerId, offer]))
  return items.flatMap(({ offerId, quantity }) => {
    const offer = byId.get(offerId)
    return offer ? [{ ...offer, quantity }] : []
  })
}
