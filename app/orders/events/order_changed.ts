import type { NewEvent } from '#core/outbox/event'
import type { OrderEvent } from '#orders/states'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { Transition } from '#orders/transitions/transition'
import type { SoldLine } from '#orders/queries/list_sold_lines'

const NAMES: Record<OrderEvent, string> = {
  place: 'orders.order_placed.v1',
  capture: 'orders.order_paid.v1',
  decline: 'orders.order_cancelled.v1',
  expire: 'orders.order_cancelled.v1',
  cancel: 'orders.order_cancelled.v1',
  accept: 'orders.order_accepted.v1',
  pack: 'orders.order_packed.v1',
  ship: 'orders.order_shipped.v1',
  deliver: 'orders.order_delivered.v1',
  complete: 'orders.order_completed.v1',
  request_return: 'orders.order_return_requested.v1',
  approve_return: 'orders.order_return_approved.v1',
  refuse_return: 'orders.order_return_refused.v1',
  receive_return: 'orders.order_returned.v1',
  open_dispute: 'orders.order_disputed.v1',
  resolve_for_buyer: 'orders.order_returned.v1',
  resolve_for_seller: 'orders.order_completed.v1',
}

/** Changes that lists of orders show. */
export const SHOWN_EVENTS = [...new Set(Object.values(NAMES))]

/** What every order event carries; sales and refunds carry their lines too, enough for a report without asking back. */
const basics = (order: LockedOrder, transition: Pick<Transition, 'from' | 'to' | 'event'>, occurredAt: string) => ({
  order_id: order.id,
  number: order.number,
  group_id: order.groupId,
  seller_tenant_id: order.tenantId,
  seller_name: order.sellerName,
  buyer_id: order.buyerId,
  currency: order.currency,
  total_minor: order.totalMinor,
  from_state: transition.from,
  state: transition.to,
  event: transition.event,
  occurred_at: occurredAt,
})

const soldLine = (line: SoldLine) => ({
  line_id: line.lineId,
  offer_id: line.offerId,
  variant_id: line.variantId,
  product_id: line.productId,
  category_id: line.categoryId,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  unit_price_minor: line.unitPriceMinor,
  revenue_minor: line.revenueMinor,
  discount_minor: line.discountMinor,
})

export type OrderChange = { order: LockedOrder; transition: Transition; occurredAt: string; lines: SoldLine[]; reason: string | null }

/** The events of one change: what happened to the order, and the refund where money goes back. */
export function orderEvents({ order, transition, occurredAt, lines, reason }: OrderChange): NewEvent[] {
  const event = (name: string, extra: Record<string, unknown>): NewEvent => ({
    name,
    tenantId: order.tenantId,
    aggregateId: order.id,
    payload: { ...basics(order, transition, occurredAt), ...extra },
  })
  if (transition.from === 'cancelled') return [event('orders.late_payment_returned.v1', { reason })]
  const soldLines = lines.map(soldLine)
  const isRefund = transition.effects?.includes('refund_buyer')
  const happened = event(NAMES[transition.event], transition.event === 'capture' ? { lines: soldLines } : { reason })
  return isRefund ? [happened, event('orders.order_refunded.v1', { reason, lines: soldLines })] : [happened]
}

/** Whether the events of a transition list what was sold. */
export const needsLines = (transition: Transition) =>
  transition.from !== 'cancelled' && (transition.event === 'capture' || !!transition.effects?.includes('refund_buyer'))
