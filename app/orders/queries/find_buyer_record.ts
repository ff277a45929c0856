import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type BuyerRecord = { account_age_hours: number; paid_orders: number; cancelled_orders: number }

/** How long somebody has been here and what became of their orders. */
export async function findBuyerRecord(userId: string): Promise<BuyerRecord> {
  const [record] = await sqlRows<BuyerRecord>(
    db,
    `select floor(extract(epoch from now() - u.created_at) / 3600)::int as account_age_hours,
            count(o.id) filter (where o.state not in ('awaiting_payment', 'cancelled', 'returned'))::int as paid_orders,
            count(o.id) filter (where o.state in ('cancelled', 'returned'))::int as cancelled_orders
       from users u left join orders o on o.buyer_id = u.id where u.id = ? group by u.id`,
    [userId]
  )
  return record
}
