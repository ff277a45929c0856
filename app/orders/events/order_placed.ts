import type { NewEvent } from '#core/outbox/event'
import type { PlacedOrder, Purchase } from '#orders/placing/purchase'

/** An order waits for its payment. Others who must know of a sale listen to `orders.order_paid.v1`. */
export function orderPlaced({ id, number }: PlacedOrder, purchase: Purchase): NewEvent {
  const order = purchase.orders.find((one) => one.id === id)!
  return {
    name: 'orders.order_placed.v1',
    tenantId: order.tenantId,
    aggregateId: id,
    payload: {
      order_id: id,
      number,
      group_id: purchase.groupId,
      seller_tenant_id: order.tenantId,
      seller_name: order.sellerName,
      buyer_id: purchase.buyerId,
      currency: purchase.quote.currency,
      total_minor: order.totalMinor,
      occurred_at: purchase.now.toISOString(),
    },
  }
}
