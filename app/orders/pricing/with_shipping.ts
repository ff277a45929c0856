import { QuoteChanged } from '#orders/exceptions/checkout'
import type { Quote, QuotedOrder } from '#orders/pricing/quote'
import type { ShippingOption, ShippingWish } from '#orders/shipping/shipping'

/**
 * Adds to each order the way of delivery that was chosen; where none was, the cheapest. Pure: Σ orders = total of the quote, goods
 * plus delivery = total of an order, whatever is offered.
 */
export function withShipping(quote: Quote, offered: Map<string, ShippingOption[]>, wish: ShippingWish): Quote {
  const orders = quote.orders.map((order) => ship(order, offered.get(order.tenantId) ?? [], wish))
  const shippingMinor = orders.reduce((sum, order) => sum + order.shippingMinor, 0)
  return { ...quote, orders, shippingMinor, totalMinor: quote.totalMinor + shippingMinor }
}

function ship(order: QuotedOrder, shippingOptions: ShippingOption[], { choices, isBinding }: ShippingWish): QuotedOrder {
  const wanted = choices[order.sellerId]
  const chosen = shippingOptions.find(({ id }) => id === wanted)
  if (wanted && !chosen && isBinding) {
    throw new QuoteChanged([
      { field: `delivery.${order.sellerId}`, message: 'This way of delivery is not offered any more', rule: 'quote' },
    ])
  }
  const shipping = chosen ?? shippingOptions[0] ?? null
  const shippingMinor = shipping?.priceMinor ?? 0
  return { ...order, shippingOptions, shipping, shippingMinor, totalMinor: order.totalMinor + shippingMinor }
}
