import type { Quote } from '#orders/pricing/quote'
import type { OrderListRow } from '#orders/queries/list_orders'
import type { OrderShipping, OrderView } from '#orders/queries/find_order'
import type { ShippingOption } from '#orders/shipping/shipping'
import type { CheckOutput } from '#orders/actions/check_out'

type Amounts = { subtotal_minor: number; discount_minor: number; total_minor: number }

const money = (amount: number, currency: string) => ({ amount, currency })

const amounts = (row: Amounts, currency: string) => ({
  subtotal: money(row.subtotal_minor, currency),
  discount: money(row.discount_minor, currency),
  total: money(row.total_minor, currency),
})

/** Orders and purchases have a delivery, lines have none. */
const amountsWithShipping = (row: Amounts & { shipping_minor: number }, currency: string) => ({
  ...amounts(row, currency),
  shipping: money(row.shipping_minor, currency),
})

/** The forms in which the API shows orders. */
export const listedOrder = (row: OrderListRow) => ({
  id: row.id,
  number: row.number,
  group_id: row.group_id,
  state: row.state,
  seller: row.seller_name,
  ...amountsWithShipping(row, row.currency),
  title: row.title,
  lines: row.lines,
  created_at: row.created_at.toISOString(),
  state_changed_at: row.state_changed_at.toISOString(),
})

export const fullOrder = (order: OrderView) => ({
  id: order.id,
  number: order.number,
  group_id: order.group_id,
  state: order.state,
  version: order.version,
  seller: order.seller_name,
  ...amountsWithShipping(order, order.currency),
  delivery: order.shipping && deliveryJson(order.shipping),
  contact: order.contact,
  address: order.address,
  lines: order.lines.map((line) => ({
    id: line.id,
    product_id: line.product_id,
    offer_id: line.offer_id,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unit_price: money(line.unit_price_minor, order.currency),
    ...amounts(line, order.currency),
    discounts: line.discounts.map(({ plugin, version, reason, amount_minor }) => ({
      plugin,
      version,
      label: reason,
      amount: money(amount_minor, order.currency),
    })),
  })),
  history: order.history.map(({ event, from_state, to_state, actor_role, reason, at }) => ({
    event,
    from: from_state,
    to: to_state,
    by: actor_role,
    reason,
    at: at.toISOString(),
  })),
  created_at: order.created_at.toISOString(),
})

export const quoteJson = (quote: Quote) => ({
  ...quoteTotals(quote, quote.currency),
  orders: quote.orders.map((order) => ({
    seller_id: order.sellerId,
    seller: order.sellerName,
    ...quoteTotals(order, quote.currency),
    delivery: order.shipping?.id ?? null,
    delivery_options: order.shippingOptions.map((option) => optionJson(option, quote.currency)),
    lines: order.lines.map((line) => ({
      offer_id: line.offerId,
      title: line.title,
      quantity: line.quantity,
      unit_price: money(line.unitPriceMinor, quote.currency),
      ...quoteAmounts(line, quote.currency),
      discounts: line.discounts.map(({ source, label, amountMinor }) => ({
        plugin: source.pluginName,
        version: source.pluginVersion,
        label,
        amount: money(amountMinor, quote.currency),
      })),
    })),
  })),
})

export const checkoutJson = (placed: CheckOutput) => ({
  group_id: placed.groupId,
  payment: placed.payment,
  payment_url: placed.paymentUrl,
  ...quoteTotals(placed, placed.currency),
  orders: placed.orders.map((order) => ({
    id: order.id,
    number: order.number,
    state: order.state,
    seller: order.sellerName,
    total: money(order.totalMinor, placed.currency),
  })),
})

const quoteAmounts = (part: { subtotalMinor: number; discountMinor: number; totalMinor: number }, currency: string) =>
  amounts({ subtotal_minor: part.subtotalMinor, discount_minor: part.discountMinor, total_minor: part.totalMinor }, currency)

const quoteTotals = (part: Parameters<typeof quoteAmounts>[0] & { shippingMinor: number }, currency: string) => ({
  ...quoteAmounts(part, currency),
  shipping: money(part.shippingMinor, currency),
})

const deliveryJson = ({ code, title, kind, min_days, max_days, is_estimate, plugin, version }: OrderShipping) => ({
  ...{ code, title, kind, min_days, max_days, is_estimate, plugin, version },
})

const optionJson = (option: ShippingOption, currency: string) => ({
  id: option.id,
  title: option.title,
  kind: option.kind,
  price: money(option.priceMinor, currency),
  min_days: option.minDays,
  max_days: option.maxDays,
  is_estimate: option.isEstimate,
  plugin: option.pluginName,
  version: option.pluginVersion,
})
