import type { NewEvent } from '#core/outbox/event'

/** What a buyer may have of an offer went to zero or came back, or the seller counted anew. */
export const stockChanged = (stock: { tenantId: string; productId: string; offerId: string; available: number }): NewEvent => ({
  name: 'catalog.stock_changed.v1',
  tenantId: stock.tenantId,
  aggregateId: stock.productId,
  payload: { offer_id: stock.offerId, available: stock.available },
})
