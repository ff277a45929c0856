import { sqlRows, type SqlClient } from '#core/database/sql'

export type CommissionSum = { amountMinor: number; vatMinor: number }

/** What the platform keeps of each order, and the VAT on it. */
export async function sumCommissions(client: SqlClient, orderIds: string[]): Promise<Map<string, CommissionSum>> {
  const rows = await sqlRows<CommissionSum & { orderId: string }>(
    client,
    `select l.order_id as "orderId", sum(c.amount_minor)::bigint as "amountMinor", sum(c.vat_minor)::bigint as "vatMinor"
       from order_lines l join commission_lines c on c.line_id = l.id
      where l.order_id = any(?::uuid[]) group by l.order_id`,
    [orderIds]
  )
  return new Map(rows.map(({ orderId, ...sum }) => [orderId, sum]))
}
