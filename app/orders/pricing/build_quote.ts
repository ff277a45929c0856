import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { OutOfStock } from '#catalog/exceptions/stock'
import { FindDiscounts } from '#marketing/queries/find_discounts'
import { NothingToBuy, OffersUnavailable } from '#orders/exceptions/checkout'
import { withShipping } from '#orders/pricing/with_shipping'
import { FindShipping } from '#orders/shipping/find_shipping'
import { priceQuote } from '#orders/pricing/price_quote'
import { findWantedLines, type WantedItem } from '#orders/queries/find_wanted_lines'
import { listCommissionRules } from '#orders/queries/list_commission_rules'
import type { Quote, WantedLine } from '#orders/pricing/quote'
import type { ShippingWish } from '#orders/shipping/shipping'

/** What a purchase costs now. Calls plugins, so it never runs inside a transaction. */
@inject()
export class BuildQuote {
  constructor(
    private readonly findDiscounts: FindDiscounts,
    private readonly findShipping: FindShipping
  ) {}

  /** Throws `E_OFFER_UNAVAILABLE` or `E_OUT_OF_STOCK` naming every line that cannot be bought. */
  async handle(items: WantedItem[], wish: ShippingWish): Promise<Quote> {
    if (!items.length) throw new NothingToBuy()
    const lines = await findWantedLines(db, items)
    assertBuyable(items, lines)
    return this.ship(await this.price(lines), wish)
  }

  /** The delivery added to a priced quote: asked for after the discounts, which it may depend on. */
  async ship(quote: Quote, wish: ShippingWish): Promise<Quote> {
    return withShipping(quote, await this.findShipping.handle(quote, wish.destination), wish)
  }

  /** The goods alone. */
  async price(lines: WantedLine[]): Promise<Quote> {
    const tenantIds = [...new Set(lines.map(({ tenantId }) => tenantId))]
    const [discounts, rules] = await Promise.all([
      this.findDiscounts.handle(lines.map((line) => ({ ...line, line: line.offerId }))),
      listCommissionRules(db, tenantIds),
    ])
    return priceQuote({ lines, discounts, rules })
  }
}

function assertBuyable(items: WantedItem[], lines: WantedLine[]) {
  const sold = new Map(lines.filter(({ isSellable }) => isSellable).map((line) => [line.offerId, line]))
  const gone = items.flatMap(({ offerId }, at) =>
    sold.has(offerId) ? [] : [{ field: `items.${at}.offer_id`, message: 'Not sold any more', rule: 'sellable' }]
  )
  if (gone.length) throw new OffersUnavailable(gone)
  const short = lines.filter(({ quantity, available }) => quantity > available)
  if (short.length) throw new OutOfStock(short.map(({ offerId, quantity, available }) => ({ offerId, requested: quantity, available })))
}
