import db from '@adonisjs/lucid/services/db'
import { descending, keysetPage, type Page } from '#core/http/keyset'
import type { OrderState } from '#orders/states'

export type OrderListRow = {
  id: string
  number: number
  group_id: string
  state: OrderState
  currency: string
  subtotal_minor: number
  discount_minor: number
  shipping_minor: number
  total_minor: number
  created_at: Date
  state_changed_at: Date
  seller_name: string
  buyer_name: string
  /** The first line's title and how many lines there are. */
  title: string
  lines: number
}

/** Whose orders: a buyer's own, or those a seller's tenant has to fulfil. There is no third way to list them. */
export type OrdersOf = { buyerId: string } | { tenantId: string }

export type OrderListOptions = { states?: OrderState[]; limit: number; cursor?: string | null }

/** All of somebody's orders, for tables and lists to narrow. */
export function ordersQuery(owner: OrdersOf) {
  const query = db
    .from('orders as o')
    .join('sellers as s', 's.id', 'o.seller_id')
    .join('users as u', 'u.id', 'o.buyer_id')
    .select(
      'o.id',
      'o.number',
      'o.group_id',
      'o.state',
      'o.currency',
      'o.subtotal_minor',
      'o.discount_minor',
      'o.shipping_minor',
      'o.total_minor',
      'o.created_at',
      'o.state_changed_at'
    )
    .select('s.name as seller_name', 'u.full_name as buyer_name')
    .select(db.raw('(select l.title from order_lines l where l.order_id = o.id and l.position = 1) as title'))
    .select(db.raw('(select count(*)::int from order_lines l where l.order_id = o.id) as lines'))
  return 'buyerId' in owner ? query.where('o.buyer_id', owner.buyerId) : query.where('o.tenant_id', owner.tenantId)
}

/** Newest first, one query whatever the page. */
export function listOrders(owner: OrdersOf, { states, limit, cursor }: OrderListOptions): Promise<Page<OrderListRow>> {
  const query = ordersQuery(owner)
  if (states?.length) query.whereIn('o.state', states)
  return keysetPage<OrderListRow>(query, { sort: descending('number'), limit, cursor })
}
