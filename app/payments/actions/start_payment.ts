import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { PaymentAmountMismatch, PaymentNotPayable } from '#payments/exceptions'
import { findLiveIntent, listShares } from '#payments/queries/intents'
import type { PaymentIntent, PaymentShare, PaymentSource } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type StartPaymentInput = {
  /** The transaction that writes the orders: they exist with their intent or not at all. */
  trx: TransactionClientContract
  source: PaymentSource
  /** Who will take the money: the name of `PaymentProviders.current()`, asked before the transaction began. */
  provider: string
  buyerId: string | null
  /** One per order, all in one currency; their `paid` parts make the amount. */
  shares: PaymentShare[]
}

/** Writes down what a buyer is to pay. Talks to nobody; starting twice for the same source gives the first intent. */
export class StartPayment {
  async handle({ trx, source, provider, buyerId, shares }: StartPaymentInput): Promise<PaymentIntent> {
    if (!shares.length) throw new PaymentAmountMismatch()
    const known = await findLiveIntent(trx, source)
    if (known) return this.#sameOrRefuse(trx, known, shares)

    const currency = shares[0].paid.currency
    const amount = Money.sum(
      shares.map((share) => share.paid),
      currency
    )
    const intent: PaymentIntent = {
      ...{ id: newId(), provider, source, buyerId, amount },
      ...{ refunded: Money.zero(currency), state: 'created', declineCode: null },
    }
    await write(trx, intent, shares)
    return intent
  }

  async #sameOrRefuse(trx: TransactionClientContract, known: PaymentIntent, shares: PaymentShare[]) {
    const stored = await listShares(trx, known)
    if (fingerprint(stored) !== fingerprint(shares)) throw new PaymentNotPayable()
    return known
  }
}

const fingerprint = (shares: PaymentShare[]) =>
  shares
    .map(({ orderId, paid, promotion }) => `${orderId}:${paid.amount}:${promotion.amount}:${paid.currency}`)
    .sort()
    .join()

async function write(trx: TransactionClientContract, intent: PaymentIntent, shares: PaymentShare[]) {
  await trx.table('payment_intents').insert({
    id: intent.id,
    provider: intent.provider,
    source_type: intent.source.type,
    source_id: intent.source.id,
    buyer_id: intent.buyerId,
    currency: intent.amount.currency,
    amount_minor: intent.amount.amount,
  })
  await trx.table('payment_shares').multiInsert(
    shares.map((share) => ({
      intent_id: intent.id,
      order_id: share.orderId,
      tenant_id: share.tenantId,
      paid_minor: share.paid.amount,
      promotion_minor: share.promotion.amount,
    }))
  )
}
