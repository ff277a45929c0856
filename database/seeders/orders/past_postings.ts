import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { toLine } from '#ledger/entries'
import { buyerPays, refundBeforeRelease, refundConfirmed, releaseOrder, type OrderShare } from '#ledger/postings'
import type { Entry } from '#ledger/types'
import type { PastOrder, PastPurchase } from '#database/seeders/orders/purchase_generator'
import { refundStep, type Step } from '#database/seeders/orders/story'

type Posting = Record<string, unknown>

/** What the ledger was told of past purchases, as `ledger_post` takes it: the same postings under the same keys as in life. */
export const pastPostings = (purchases: PastPurchase[]): Posting[] =>
  purchases.flatMap((purchase) => [...capture(purchase), ...purchase.orders.flatMap((order) => ends(purchase, order))])

function capture(purchase: PastPurchase): Posting[] {
  const step = find(purchase.orders[0], 'capture')
  if (!step) return []
  const shares = purchase.orders.map((order) => shareOf(purchase, order))
  return [
    posting(
      { kind: 'payments.captured', source: ['payment_intent', purchase.intentId], key: purchase.opId, at: step.at },
      buyerPays(shares)
    ),
  ]
}

function ends(purchase: PastPurchase, order: PastOrder): Posting[] {
  const completed = find(order, 'complete')
  if (completed) {
    return [
      posting(
        { kind: 'orders.completed', source: ['order', order.id], key: `order:${order.id}`, at: completed.at },
        release(purchase, order)
      ),
    ]
  }
  const refunded = refundStep(order.steps)
  return refunded ? refund(purchase, order, refunded) : []
}

function release({ quote }: PastPurchase, order: PastOrder): Entry[] {
  const sum = (amounts: number[]) =>
    Money.of(
      amounts.reduce((total, one) => total + one, 0),
      quote.currency
    )
  const commission = sum(order.lines.map((line) => line.commission.amountMinor))
  const vat = sum(order.lines.map((line) => line.commission.vatMinor))
  const held = Money.of(order.totalMinor + order.platformDiscountMinor, quote.currency)
  return releaseOrder({
    orderId: order.id,
    tenantId: order.tenantId,
    sellerId: order.sellerId,
    toSeller: held.minus(commission).minus(vat),
    commission,
    vat,
  })
}

/** The provider confirmed each past refund: nothing is left in clearing but what it owes. */
function refund(purchase: PastPurchase, order: PastOrder, { at }: Step): Posting[] {
  const source: [string, string] = ['payment_intent', purchase.intentId]
  const share = shareOf(purchase, order)
  return [
    {
      ...posting(
        { kind: 'payments.refund_requested', source, key: `${purchase.intentId}:${order.id}:order:${order.id}`, at },
        refundBeforeRelease(share)
      ),
      id: order.refundTxId,
    },
    posting({ kind: 'payments.refund_confirmed', source, key: order.refundOpId, at }, refundConfirmed(share.paid)),
  ]
}

type Head = { kind: string; source: [type: string, id: string]; key: string; at: Date }

const posting = ({ kind, source: [type, id], key, at }: Head, entries: Entry[]): Posting => ({
  id: newId(at.getTime()),
  tenant_id: null,
  kind,
  source: { type, id },
  key,
  event_at: at,
  entries: entries.map(toLine),
})

const find = ({ steps }: PastOrder, event: Step['event']) => steps.find((step) => step.event === event)

const shareOf = ({ quote }: PastPurchase, order: PastOrder): OrderShare => ({
  orderId: order.id,
  tenantId: order.tenantId,
  paid: Money.of(order.totalMinor, quote.currency),
  promotion: Money.of(order.platformDiscountMinor, quote.currency),
})
