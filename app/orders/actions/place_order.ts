import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { faultPoint } from '#core/fault_point'
import { isUniqueViolation } from '#core/database/unique_violation'
import { assertSameRequest, hashRequest } from '#orders/placing/request_hash'
import { WritePurchase } from '#orders/placing/write_purchase'
import { BuildQuote } from '#orders/pricing/build_quote'
import { destinationOf } from '#orders/checks/what_plugins_see'
import { JudgePurchase } from '#orders/checks/judge_purchase'
import { QuoteChanged } from '#orders/exceptions/checkout'
import { findPlacementByKey } from '#orders/queries/find_placement'
import { Deadlines } from '#orders/transitions/deadlines'
import { PaymentProviders } from '#payments/providers/payment_providers'
import type { Actor } from '#core/actor'
import type { Address, Contact } from '#orders/placing/purchase'
import type { Quote } from '#orders/pricing/quote'
import type { ShippingWish } from '#orders/shipping/shipping'
import type { WantedItem } from '#orders/queries/find_wanted_lines'

export type PlaceOrderInput = {
  actor: Actor & { userId: string }
  items: WantedItem[]
  contact: Contact
  address: Address
  /** Option by seller; where none is named, the cheapest. */
  shipping?: Record<string, string>
  methodToken: string
  /** Same key and request → the same orders; same key and another request → 422. */
  idempotencyKey: string
  /** What the buyer was shown; another total answers 409 and buys nothing. */
  expectedTotalMinor?: number
}

export type PlacedGroup = { groupId: string; intentId: string; replayed: boolean }

/**
 * Quote (plugins, no transaction) → one transaction for goods, orders and payment intent. Charges nobody yet.
 * A key that is known answers what was placed under it.
 */
@inject()
export class PlaceOrder {
  constructor(
    private readonly buildQuote: BuildQuote,
    private readonly writePurchase: WritePurchase,
    private readonly deadlines: Deadlines,
    private readonly providers: PaymentProviders,
    private readonly judge: JudgePurchase
  ) {}

  async handle(input: PlaceOrderInput): Promise<PlacedGroup> {
    const requestHash = hashRequest(input)
    const known = await this.#known(input, requestHash)
    if (known) return known
    const quote = await this.buildQuote.handle(input.items, wishOf(input))
    assertExpected(quote, input.expectedTotalMinor)
    const fraud = await this.judge.handle(quote, input)
    const deadlineOf = await this.deadlines.load()
    const { name: provider } = await this.providers.current()
    try {
      const placed = await db.transaction((trx) =>
        this.writePurchase.handle({ trx, input, quote, fraud, provider, requestHash, deadlineOf })
      )
      faultPoint('orders.placed')
      return { ...placed, replayed: false }
    } catch (error) {
      // The twin of this request was faster: its orders are the answer.
      const twin = isUniqueViolation(error, 'order_groups_once') && (await this.#known(input, requestHash))
      if (twin) return twin
      throw error
    }
  }

  async #known({ actor, idempotencyKey }: PlaceOrderInput, requestHash: string): Promise<PlacedGroup | null> {
    const placement = await findPlacementByKey(db, actor.userId, idempotencyKey)
    if (!placement) return null
    assertSameRequest(placement.requestHash, requestHash)
    return { groupId: placement.groupId, intentId: placement.paymentIntentId!, replayed: true }
  }
}

const wishOf = ({ address, shipping = {} }: PlaceOrderInput): ShippingWish => ({
  destination: destinationOf(address),
  choices: shipping,
  isBinding: true,
})

function assertExpected({ totalMinor }: Quote, expected: number | undefined) {
  if (expected === undefined || expected === totalMinor) return
  throw new QuoteChanged([{ field: 'expected_total', message: `The total is ${totalMinor} now`, rule: 'quote' }])
}
