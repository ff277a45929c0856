import type { Quote } from '#orders/pricing/quote'
import type { OrderListRow } from '#orders/queries/list_orders'
import type { OrderView } from '#orders/queries/find_order'
import type { CheckOutput } from '#orders/actions/check_out'

type Amounts = { subtotal_minor: number; discount_minor: number; total_minor: number }

const money = (amount: number, currency: string) => ({ amount, currency })

const amounts = (row: Amounts, currency: string) => ({
  subtotal: money(row.subtotal_minor, currency),
  discount: money(row.discount_minor, currency),
  total: money(row.total_minor, currency),
})

/** The forms in which the API shows orders. */
export const listedOrder = (row: OrderListRow) => ({
  id: row.id,
  number: row.number,
  group_id: row.group_id,
  state: row.state,
  seller: row.seller_name,
  ...amounts(row, row.currency),
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
  ...amounts(order, order.currency),
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
  ...quoteAmounts(quote, quote.currency),
  orders: quote.orders.map((order) => ({
    seller: order.sellerName,
    ...quoteAmounts(order, quote.currency),
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
  ...quoteAmounts(placed, placed.currency),
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
