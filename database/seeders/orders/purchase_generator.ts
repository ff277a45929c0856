import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { priceQuote } from '#orders/pricing/price_quote'
import { tellStory, wasPaid, type Step } from '#database/seeders/orders/story'
import { pickGood, type Good, type Shelf } from '#database/seeders/orders/goods'
import type { Random } from '#database/seeders/catalog/random'
import type { Discount, DiscountSource } from '#marketing/discounts/discount'
import type { CommissionRule } from '#orders/pricing/commission'
import type { NewOrder } from '#orders/placing/purchase'
import type { Quote, WantedLine } from '#orders/pricing/quote'

export type PastOrder = NewOrder & { steps: Step[]; refundOpId: string; refundTxId: string }
export type PastPurchase = {
  groupId: string
  intentId: string
  opId: string
  buyerId: string
  placedAt: Date
  quote: Quote
  orders: PastOrder[]
}

export type World = {
  shelf: Shelf
  discounts: Map<string, DiscountSource>
  rules: CommissionRule[]
  buyerIds: string[]
  now: Date
}

const VOLUME = 5
const PERCENT_PPM = 50_000

/** Makes up purchases with the shop's own arithmetic, so that they add up as real ones do. */
export class PurchaseGenerator {
  constructor(
    private readonly random: Random,
    private readonly world: World
  ) {}

  generate(placedAt: Date): PastPurchase {
    const lines = this.#lines()
    const quote = priceQuote({ lines, discounts: this.#discounts(lines), rules: this.world.rules })
    const at = placedAt.getTime()
    const orders = quote.orders.map((order) => ({
      ...order,
      id: newId(at),
      refundOpId: newId(at),
      refundTxId: newId(at),
      steps: tellStory(this.random, placedAt, this.world.now),
    }))
    const isPaid = wasPaid(orders[0].steps)
    const agreed = orders.map((order) => (wasPaid(order.steps) === isPaid ? order : { ...order, steps: orders[0].steps }))
    return { groupId: newId(at), intentId: newId(at), opId: newId(at), buyerId: this.#buyer(), placedAt, quote, orders: agreed }
  }

  #lines(): WantedLine[] {
    const { shelf } = this.world
    const first = pickGood(this.random, shelf.all)
    const chosen = new Map<string, Good>([[first.offerId, first]])
    for (let more = this.#moreLines(); more > 0; more--) {
      const good = pickGood(this.random, this.random.next() < 0.85 ? shelf.bySeller.get(first.sellerId)! : shelf.all)
      chosen.set(good.offerId, good)
    }
    return [...chosen.values()].map((good) => ({ ...good, quantity: this.#quantity() }))
  }

  #moreLines() {
    const luck = this.random.next()
    return luck < 0.6 ? 0 : luck < 0.85 ? 1 : this.random.between(2, 4)
  }

  #quantity() {
    return this.random.next() < 0.8 ? 1 : this.random.between(2, 8)
  }

  #discounts(lines: WantedLine[]): Discount[] {
    return lines.flatMap(({ offerId, tenantId, quantity, unitPriceMinor, currency }) => {
      const source = this.world.discounts.get(tenantId)
      const amountMinor = Money.of(unitPriceMinor * quantity, currency).share(PERCENT_PPM).amount
      return source && quantity >= VOLUME && amountMinor > 0 ? [{ line: offerId, amountMinor, label: `−5 % × ${VOLUME}+`, source }] : []
    })
  }

  #buyer() {
    return this.random.pick(this.world.buyerIds)
  }
}
