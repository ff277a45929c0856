import { sqlRows, type SqlClient } from '#core/database/sql'

export type StockRow = {
  offer_id: string
  warehouse_id: string
  tenant_id: string
  product_id: string
  available: number
  sellable: boolean
}

/**
 * Locks the stock of these offers. Everybody who changes stock takes the rows in this order (offer, warehouse),
 * so two carts with the same goods wait for each other instead of deadlocking.
 */
export const lockStock = (client: SqlClient, offerIds: string[]) =>
  sqlRows<StockRow>(
    client,
    `select s.offer_id, s.warehouse_id, s.tenant_id, o.product_id, s.on_hand - s.reserved as available,
            o.status = 'active' and p.status = 'published' and sl.status = 'active' as sellable
       from stock_levels s
       join offers o on o.id = s.offer_id
       join products p on p.id = o.product_id
       join sellers sl on sl.id = o.seller_id
      where s.offer_id = any(?::uuid[])
      order by s.offer_id, s.warehouse_id
        for update of s`,
    [offerIds]
  )

/** What of each offer can still be promised, over all warehouses. */
export function availableByOffer(rows: Pick<StockRow, 'offer_id' | 'available'>[]): Map<string, number> {
  const totals = new Map<string, number>()
  for (const { offer_id, available } of rows) totals.set(offer_id, (totals.get(offer_id) ?? 0) + available)
  return totals
}
