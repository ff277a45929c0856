import { sqlRows, type SqlClient } from '#core/database/sql'
import type { OrderState } from '#orders/states'

export type PlacementOrder = { id: string; number: number; tenantId: string; sellerName: string; state: OrderState; totalMinor: number }

export type Placement = {
  groupId: string
  buyerId: string
  requestHash: string
  paymentIntentId: string | null
  currency: string
  subtotalMinor: number
  discountMinor: number
  shippingMinor: number
  totalMinor: number
  createdAt: Date
  orders: PlacementOrder[]
}

const SELECT = `select g.id as "groupId", g.buyer_id as "buyerId", g.request_hash as "requestHash", g.payment_intent_id as "paymentIntentId", g.currency,
    g.subtotal_minor as "subtotalMinor", g.discount_minor as "discountMinor", g.shipping_minor as "shippingMinor", g.total_minor as "totalMinor", g.created_at as "createdAt",
    (select json_agg(json_build_object('id', o.id, 'number', o.number, 'tenantId', o.tenant_id, 'sellerName', s.name, 'state', o.state,
       'totalMinor', o.total_minor) order by o.number) from orders o join sellers s on s.id = o.seller_id where o.group_id = g.id) as orders
  from order_groups g`

/** What a buyer bought under this idempotency key, if anything. */
export async function findPlacementByKey(client: SqlClient, buyerId: string, key: string): Promise<Placement | null> {
  const [row] = await sqlRows<Placement>(client, `${SELECT} where g.buyer_id = ? and g.idempotency_key = ?`, [buyerId, key])
  return row ?? null
}

export async function findPlacement(client: SqlClient, groupId: string): Promise<Placement | null> {
  const [row] = await sqlRows<Placement>(client, `${SELECT} where g.id = ?`, [groupId])
  return row ?? null
}
