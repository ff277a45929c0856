import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { FraudReason } from '#orders/checks/score_fraud'
import type { OrderState } from '#orders/states'

export type ReviewedOrder = { id: string; number: number; state: OrderState; seller: string; total_minor: number }

/** A purchase that plugins found risky, as a moderator sees it. */
export type PurchaseReview = {
  group_id: string
  buyer_id: string
  buyer_name: string
  currency: string
  total_minor: number
  created_at: Date
  score: number
  reasons: FraudReason[]
  orders: ReviewedOrder[]
}

export async function findPurchaseReview(groupId: string): Promise<PurchaseReview | null> {
  const [row] = await sqlRows<PurchaseReview>(
    db,
    `select g.id as group_id, g.buyer_id, u.full_name as buyer_name, g.currency, g.total_minor, g.created_at, c.score::float as score, c.reasons,
            (select json_agg(json_build_object('id', o.id, 'number', o.number, 'state', o.state, 'seller', s.name, 'total_minor', o.total_minor)
               order by o.number) from orders o join sellers s on s.id = o.seller_id where o.group_id = g.id) as orders
       from order_groups g join fraud_checks c on c.group_id = g.id join users u on u.id = g.buyer_id where g.id = ?`,
    [groupId]
  )
  return row ?? null
}
