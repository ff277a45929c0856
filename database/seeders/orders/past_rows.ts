import { purchaseRows } from '#orders/placing/purchase_rows'
import { timedTransition } from '#orders/transitions/table'
import { refundStep, wasPaid, type Step } from '#database/seeders/orders/story'
import type { PastOrder, PastPurchase } from '#database/seeders/orders/purchase_generator'

const CONTACT = { name: 'Демо Покупатель', email: 'buyer@rialto.demo', phone: null }
const ADDRESS = { country: 'RU', city: 'Москва', line: 'Тверская, 1', postcode: '125009' }
const HOURS = { minutes: 1 / 60, hours: 1, days: 24 }

type Row = Record<string, unknown>

/** The rows of past purchases by table, in the order in which they can be written. */
export function pastRows(purchases: PastPurchase[]): [table: string, rows: Row[]][] {
  const parts = purchases.map((purchase) => purchaseRows(purchase))
  const orders = purchases.flatMap((purchase) => purchase.orders.map((order) => orderRow(purchase, order)))
  const refunds = purchases.flatMap((purchase) =>
    purchase.orders.filter(wasRefunded).map((order): Refund => ({ purchase, order, at: refundStep(order.steps)!.at }))
  )
  const payable = purchases.filter(({ quote }) => quote.totalMinor > 0)
  return [
    ['payment_intents', purchases.map(intentRow)],
    ['payment_shares', purchases.flatMap((purchase) => purchase.orders.map((order) => shareRow(purchase, order)))],
    ['payment_ops', [...payable.map(opRow), ...refunds.map(refundOpRow)]],
    ['sandbox_operations', [...payable.map(sandboxRow), ...refunds.map(refundSandboxRow)]],
    ['order_groups', purchases.map(groupRow)],
    ['orders', orders],
    ['order_lines', parts.flatMap(({ lines }) => lines)],
    ['discount_lines', parts.flatMap(({ discounts }) => discounts)],
    ['commission_lines', parts.flatMap(({ commissions }) => commissions)],
    ['order_status_history', purchases.flatMap((purchase) => purchase.orders.flatMap((order) => historyRows(purchase, order)))],
  ]
}

type Refund = { purchase: PastPurchase; order: PastOrder; at: Date }

const wasRefunded = (order: PastOrder) => order.totalMinor > 0 && !!refundStep(order.steps)
const isPaid = ({ orders }: PastPurchase) => wasPaid(orders[0].steps)
const settledAt = ({ orders }: PastPurchase) => orders[0].steps[1]?.at ?? null

const intentRow = (purchase: PastPurchase): Row => ({
  id: purchase.intentId,
  provider: 'sandbox',
  source_type: 'order_group',
  source_id: purchase.groupId,
  buyer_id: purchase.buyerId,
  currency: purchase.quote.currency,
  amount_minor: purchase.quote.totalMinor,
  refunded_minor: purchase.orders.filter(wasRefunded).reduce((total, order) => total + order.totalMinor, 0),
  state: isPaid(purchase) ? 'captured' : settledAt(purchase) ? 'declined' : 'created',
  decline_code: isPaid(purchase) || !settledAt(purchase) ? null : 'insufficient_funds',
  version: 1,
  created_at: purchase.placedAt,
  captured_at: isPaid(purchase) ? settledAt(purchase) : null,
})

const shareRow = ({ intentId }: PastPurchase, order: PastOrder): Row => ({
  intent_id: intentId,
  order_id: order.id,
  tenant_id: order.tenantId,
  paid_minor: order.totalMinor,
  promotion_minor: order.platformDiscountMinor,
  refunded_minor: wasRefunded(order) ? order.totalMinor : 0,
})

const refundOpRow = ({ purchase, order, at }: Refund): Row => ({
  id: order.refundOpId,
  intent_id: purchase.intentId,
  op: 'refund',
  state: 'success',
  currency: purchase.quote.currency,
  amount_minor: order.totalMinor,
  provider_ref: `sbx_${order.refundOpId}`,
  order_id: order.id,
  refund_key: `order:${order.id}`,
  refund_tx_id: order.refundTxId,
  attempt: 1,
  created_at: at,
  settled_at: at,
})

const refundSandboxRow = ({ purchase, order, at }: Refund): Row => ({
  key: order.refundOpId,
  ref: `sbx_${order.refundOpId}`,
  kind: 'refund',
  charge_ref: `sbx_${purchase.opId}`,
  currency: purchase.quote.currency,
  amount_minor: order.totalMinor,
  state: 'succeeded',
  calls: 1,
  created_at: at,
})

const opRow = (purchase: PastPurchase): Row => ({
  id: purchase.opId,
  intent_id: purchase.intentId,
  op: 'charge',
  state: isPaid(purchase) ? 'success' : 'failed',
  currency: purchase.quote.currency,
  amount_minor: purchase.quote.totalMinor,
  method_token: 'tok_ok',
  provider_ref: `sbx_${purchase.opId}`,
  error_code: isPaid(purchase) ? null : 'insufficient_funds',
  attempt: 1,
  created_at: purchase.placedAt,
  settled_at: settledAt(purchase) ?? purchase.placedAt,
})

const sandboxRow = (purchase: PastPurchase): Row => ({
  key: purchase.opId,
  ref: `sbx_${purchase.opId}`,
  kind: 'charge',
  currency: purchase.quote.currency,
  amount_minor: purchase.quote.totalMinor,
  state: isPaid(purchase) ? 'succeeded' : 'failed',
  error_code: isPaid(purchase) ? null : 'insufficient_funds',
  calls: 1,
  created_at: purchase.placedAt,
})

const groupRow = (purchase: PastPurchase): Row => ({
  id: purchase.groupId,
  buyer_id: purchase.buyerId,
  currency: purchase.quote.currency,
  subtotal_minor: purchase.quote.subtotalMinor,
  discount_minor: purchase.quote.discountMinor,
  total_minor: purchase.quote.totalMinor,
  contact: CONTACT,
  address: ADDRESS,
  payment_intent_id: purchase.intentId,
  idempotency_key: `seed:${purchase.groupId}`,
  request_hash: 'seed',
  paid_at: isPaid(purchase) ? settledAt(purchase) : null,
  created_at: purchase.placedAt,
})

function orderRow({ groupId, buyerId, placedAt, quote }: PastPurchase, order: PastOrder): Row {
  const last = order.steps.at(-1)!
  return {
    ...purchaseRows({ orders: [order] }).orders[0],
    group_id: groupId,
    buyer_id: buyerId,
    state: last.to,
    currency: quote.currency,
    version: order.steps.length,
    due_at: dueAt(last),
    created_at: placedAt,
    state_changed_at: last.at,
  }
}

function dueAt({ to, at }: Step): Date | null {
  const timeout = timedTransition(to)?.after
  return timeout ? new Date(at.getTime() + timeout.setting.default * HOURS[timeout.unit] * 3_600_000) : null
}

const historyRows = ({ buyerId }: PastPurchase, { id, steps }: PastOrder): Row[] =>
  steps.map((step, at) => ({
    order_id: id,
    version: at + 1,
    from_state: step.from,
    event: step.event,
    to_state: step.to,
    actor_role: step.role,
    actor_id: step.role === 'buyer' ? buyerId : null,
    at: step.at,
  }))
