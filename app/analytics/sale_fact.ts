import type { DomainEvent } from '#core/outbox/event'

/** One row of `sale_facts`. Money in minor units; a refund has negative quantity and revenue. */
export type SaleFact = {
  tenant_id: string
  day: string
  occurred_at: string
  event_id: string
  line_no: number
  kind: 'sale' | 'refund'
  order_id: string
  buyer_id: string
  seller_name: string
  product_id: string
  product_title: string
  category_id: string
  currency: string
  quantity: number
  revenue_minor: number
  discount_minor: number
}

/** What `orders.order_paid.v1` and `orders.order_refunded.v1` carry for analytics. */
export type SalePayload = {
  order_id: string
  seller_tenant_id: string
  seller_name: string
  buyer_id: string
  currency: string
  occurred_at: string
  lines: { product_id: string; title: string; category_id: string; quantity: number; revenue_minor: number; discount_minor: number }[]
}

const SIGNS: Record<string, { kind: SaleFact['kind']; sign: 1 | -1 }> = {
  'orders.order_paid.v1': { kind: 'sale', sign: 1 },
  'orders.order_refunded.v1': { kind: 'refund', sign: -1 },
}

/** The facts of an order event; none for an event that changes no sales. */
export function factsOf(event: DomainEvent): SaleFact[] {
  const change = SIGNS[event.name]
  if (!change) return []
  const sale = event.payload as SalePayload
  return sale.lines.map((line, at) => ({
    tenant_id: sale.seller_tenant_id,
    day: sale.occurred_at.slice(0, 10),
    occurred_at: sale.occurred_at,
    event_id: event.id,
    line_no: at,
    kind: change.kind,
    order_id: sale.order_id,
    buyer_id: sale.buyer_id,
    seller_name: sale.seller_name,
    product_id: line.product_id,
    product_title: line.title,
    category_id: line.category_id,
    currency: sale.currency,
    quantity: change.sign * line.quantity,
    revenue_minor: change.sign * line.revenue_minor,
    discount_minor: change.sign * line.discount_minor,
  }))
}
