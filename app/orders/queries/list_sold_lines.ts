import { sqlRows, type SqlClient } from '#core/database/sql'

/** A line as reports and consumers of order events read it. Revenue is what the buyer pays for it. */
export type SoldLine = {
  lineId: string
  offerId: string
  variantId: string
  productId: string
  categoryId: string
  sku: string
  title: string
  quantity: number
  unitPriceMinor: number
  revenueMinor: number
  discountMinor: number
}

/** The lines of several orders at once, by order. */
export async function listSoldLines(client: SqlClient, orderIds: string[]): Promise<Map<string, SoldLine[]>> {
  const rows = await sqlRows<SoldLine & { orderId: string }>(
    client,
    `select order_id as "orderId", id as "lineId", offer_id as "offerId", variant_id as "variantId", product_id as "productId",
            category_id as "categoryId", sku, title, quantity, unit_price_minor as "unitPriceMinor",
            total_minor as "revenueMinor", discount_minor as "discountMinor"
       from order_lines where order_id = any(?::uuid[]) order by order_id, position`,
    [orderIds]
  )
  const lines = new Map<string, SoldLine[]>(orderIds.map((id) => [id, []]))
  for (const { orderId, ...line } of rows) lines.get(orderId)!.push(line)
  return lines
}
