import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type PaidOrder = { id: string; revenueMinor: number }

/**
 * Orders whose payment came between two moments, with what the buyer paid for the goods: the truth that analytics is held against.
 * Money that came after the order was given up is no sale.
 */
export const listPaidOrders = (from: Date, to: Date) =>
  sqlRows<PaidOrder>(
    db,
    `select o.id, o.total_minor - o.shipping_minor as "revenueMinor"
       from order_groups g
       join orders o on o.group_id = g.id
       join order_status_history h on h.order_id = o.id and h.version = 2 and h.to_state = 'paid'
      where g.paid_at >= ? and g.paid_at < ? order by o.id`,
    [from, to]
  )
