import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import type { OrdersOf } from '#orders/queries/list_orders'
import type { Address, Contact } from '#orders/placing/purchase'
import type { OrderEvent, OrderRole, OrderState } from '#orders/states'

export type DiscountView = { plugin: string; version: string; reason: string; bearer: string; amount_minor: number }

export type OrderLineView = {
  id: string
  product_id: string
  product_slug: string | null
  offer_id: string
  sku: string
  title: string
  quantity: number
  unit_price_minor: number
  subtotal_minor: number
  discount_minor: number
  total_minor: number
  commission_minor: number
  discounts: DiscountView[]
}

export type HistoryRow = {
  version: number
  from_state: OrderState
  event: OrderEvent
  to_state: OrderState
  actor_role: OrderRole
  actor_name: string | null
  reason: string | null
  at: Date
}

/** The way of delivery that was agreed on. */
export type OrderShipping = {
  code: string
  title: string
  kind: string | null
  min_days: number
  max_days: number
  is_estimate: boolean
  plugin: string
  version: string
}

export type OrderView = {
  id: string
  number: number
  group_id: string
  tenant_id: string
  buyer_id: string
  buyer_name: string
  seller_name: string
  state: OrderState
  version: number
  currency: string
  subtotal_minor: number
  discount_minor: number
  shipping_minor: number
  shipping: OrderShipping | null
  total_minor: number
  due_at: Date | null
  created_at: Date
  state_changed_at: Date
  contact: Contact
  address: Address
  lines: OrderLineView[]
  history: HistoryRow[]
}

type OrderRow = Omit<OrderView, 'lines' | 'history'>

/** An order with all that is known of it. One that is not the asker's does not exist for them (404). */
export async function findOrder(owner: OrdersOf, id: string): Promise<OrderView> {
  if (!isId(id)) throw new NotFound()
  const [condition, value] = 'buyerId' in owner ? ['o.buyer_id = ?', owner.buyerId] : ['o.tenant_id = ?', owner.tenantId]
  const [order] = await sqlRows<OrderRow>(
    db,
    `select o.id, o.number, o.group_id, o.tenant_id, o.buyer_id, u.full_name as buyer_name, s.name as seller_name, o.state, o.version, o.currency,
            o.subtotal_minor, o.discount_minor, o.shipping_minor, o.shipping, o.total_minor, o.due_at, o.created_at, o.state_changed_at, g.contact, g.address
       from orders o join order_groups g on g.id = o.group_id join sellers s on s.id = o.seller_id join users u on u.id = o.buyer_id
      where o.id = ? and ${condition}`,
    [id, value]
  )
  if (!order) throw new NotFound()
  const [lines, history] = await Promise.all([linesOf(id), historyOf(id)])
  return { ...order, lines, history }
}

const linesOf = (orderId: string) =>
  sqlRows<OrderLineView>(
    db,
    `select l.id, l.product_id, p.slug as product_slug, l.offer_id, l.sku, l.title, l.quantity, l.unit_price_minor, l.subtotal_minor,
            l.discount_minor, l.total_minor, c.amount_minor as commission_minor,
            (select coalesce(json_agg(json_build_object('plugin', d.plugin_name, 'version', d.plugin_version, 'reason', d.reason,
                      'bearer', d.bearer, 'amount_minor', d.amount_minor) order by d.id), '[]')
               from discount_lines d where d.line_id = l.id) as discounts
       from order_lines l
       join commission_lines c on c.line_id = l.id
       left join products p on p.id = l.product_id
      where l.order_id = ? order by l.position`,
    [orderId]
  )

const historyOf = (orderId: string) =>
  sqlRows<HistoryRow>(
    db,
    `select h.version, h.from_state, h.event, h.to_state, h.actor_role, u.full_name as actor_name, h.reason, h.at
       from order_status_history h left join users u on u.id = h.actor_id
      where h.order_id = ? order by h.version`,
    [orderId]
  )
