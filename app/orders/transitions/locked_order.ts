import { sqlRows, type SqlClient } from '#core/database/sql'
import type { OrderState } from '#orders/states'

/** An order under its row lock, with what guards and effects need to know. */
export type LockedOrder = {
  id: string
  number: number
  groupId: string
  tenantId: string
  sellerId: string
  buyerId: string
  state: OrderState
  version: number
  currency: string
  totalMinor: number
  platformDiscountMinor: number
  paymentIntentId: string | null
  sellerName: string
}

const COLUMNS = `o.id, o.number, o.group_id as "groupId", o.tenant_id as "tenantId", o.seller_id as "sellerId", o.buyer_id as "buyerId",
  o.state, o.version, o.currency, o.total_minor as "totalMinor", o.platform_discount_minor as "platformDiscountMinor",
  g.payment_intent_id as "paymentIntentId", s.name as "sellerName"`

const FROM = 'from orders o join order_groups g on g.id = o.group_id join sellers s on s.id = o.seller_id'

/** Orders are always locked in id order, so that a group and one of its orders never wait for each other crosswise. */
export const lockOrdersOfGroup = (trx: SqlClient, groupId: string) =>
  sqlRows<LockedOrder>(trx, `select ${COLUMNS} ${FROM} where o.group_id = ? order by o.id for update of o`, [groupId])

/**
 * One order; while it is unpaid, all unpaid orders of its group with it: they share one payment and are given up together.
 * Nothing where there is no such order.
 */
export async function lockTogether(trx: SqlClient, id: string): Promise<LockedOrder[]> {
  const locked = await sqlRows<LockedOrder>(
    trx,
    `select ${COLUMNS} ${FROM}
      where o.id = ? or (o.state = 'awaiting_payment'
        and o.group_id = (select group_id from orders where id = ? and state = 'awaiting_payment'))
      order by o.id for update of o`,
    [id, id]
  )
  const state = locked.find((order) => order.id === id)?.state
  return locked.filter((order) => order.state === state)
}
