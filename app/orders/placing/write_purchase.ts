import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { faultPoint } from '#core/fault_point'
import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { Outbox } from '#core/outbox/outbox'
import { ReserveStock } from '#catalog/actions/reserve_stock'
import { StartPayment } from '#payments/actions/start_payment'
import { orderPlaced } from '#orders/events/order_placed'
import { purchaseFlagged } from '#orders/events/purchase_flagged'
import { recordFraudCheck } from '#orders/checks/record_fraud_check'
import { insertPurchase } from '#orders/placing/insert_purchase'
import type { FraudFinding } from '#orders/checks/score_fraud'
import type { PlaceOrderInput } from '#orders/actions/place_order'
import type { DeadlineOf } from '#orders/transitions/deadlines'
import type { NewOrder } from '#orders/placing/purchase'
import type { Quote } from '#orders/pricing/quote'
import type { PaymentShare } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type WritePurchaseInput = {
  trx: TransactionClientContract
  input: PlaceOrderInput
  quote: Quote
  /** What plugins think of its risk; null where none was asked. */
  fraud: FraudFinding | null
  /** Who will take the money. */
  provider: string
  requestHash: string
  deadlineOf: DeadlineOf
}

/** The reservation outlives the payment by a day: it ends with the order, its own expiry only catches what got lost. */
const SPARE_HOURS = 24

/** Goods, orders and payment intent stand or fall together. */
@inject()
export class WritePurchase {
  constructor(
    private readonly reserveStock: ReserveStock,
    private readonly startPayment: StartPayment,
    private readonly outbox: Outbox
  ) {}

  async handle({
    trx,
    input,
    quote,
    fraud,
    provider,
    requestHash,
    deadlineOf,
  }: WritePurchaseInput): Promise<{ groupId: string; intentId: string }> {
    const { actor, contact, address, idempotencyKey } = input
    const now = Clock.now()
    const groupId = newId()
    const orders: NewOrder[] = quote.orders.map((order) => ({ ...order, id: newId() }))
    const buyerId = actor.userId

    const intent = await this.startPayment.handle({
      trx,
      source: { type: 'order_group', id: groupId },
      provider,
      buyerId,
      shares: orders.map((order) => shareOf(order, quote.currency)),
    })
    const dueAt = deadlineOf('awaiting_payment', now)
    const purchase = {
      groupId,
      buyerId,
      intentId: intent.id,
      idempotencyKey,
      requestHash,
      contact,
      address,
      quote,
      orders,
      now: now.toJSDate(),
      dueAt,
    }
    const placed = await insertPurchase(trx, purchase)
    await this.reserveStock.handle({ actor, reference: groupId, lines: linesOf(orders), expiresAt: now.plus({ hours: SPARE_HOURS }), trx })
    await this.outbox.record(trx, ...placed.map((order) => orderPlaced(order, purchase)))
    if (fraud) await this.#keep(trx, { finding: fraud, groupId, buyerId, quote })
    faultPoint('orders.before_place_commit')
    return { groupId, intentId: intent.id }
  }

  async #keep(trx: TransactionClientContract, check: { finding: FraudFinding; groupId: string; buyerId: string; quote: Quote }) {
    await recordFraudCheck(trx, check)
    if (check.finding.verdict === 'review') await this.outbox.record(trx, purchaseFlagged(check.groupId, check.finding))
  }
}

const shareOf = (order: NewOrder, currency: string): PaymentShare => ({
  orderId: order.id,
  tenantId: order.tenantId,
  paid: Money.of(order.totalMinor, currency),
  promotion: Money.of(order.platformDiscountMinor, currency),
})

const linesOf = (orders: NewOrder[]) => orders.flatMap(({ lines }) => lines.map(({ offerId, quantity }) => ({ offerId, quantity })))
