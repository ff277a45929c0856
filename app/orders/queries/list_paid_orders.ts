import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type PaidOrder = { id: string; revenueMinor: number }

/** Orders whose payment came between two moments, with what the buyer paid: the truth that analytics is held against. */
export const listPaidOrders = (from: Date, to: Date) =>
  sqlRows<PaidOrder>(
    db,
    `select o.id, o.total_minor as "revenueMinor" from orders o join order_groups g on g.id = o.group_id
      where g.paid_at >= ? and g.paid_at < ? order by o.id`,
    [from, to]
  )
