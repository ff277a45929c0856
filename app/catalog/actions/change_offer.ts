import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Outbox } from '#core/outbox/outbox'
import { NotFound } from '#core/http/exceptions'
import { StockBelowReserved } from '#catalog/exceptions/stock'
import { offerPriced } from '#catalog/events/product_events'
import { stockChanged } from '#catalog/events/stock_changed'
import { lockProduct, type ProductVersion } from '#catalog/queries/lock_product'
import { availableByOffer, lockStock } from '#catalog/queries/lock_stock'
import type Product from '#catalog/models/product'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ChangeOfferInput = ProductVersion & {
  actor: Actor
  offerId: string
  priceMinor?: number
  onHand?: number
  /** Of one piece; null: not known. */
  weightGrams?: number | null
}

type OfferRow = { id: string; sku: string; price_minor: number; currency: string; variant_id: string; weight_grams: number | null }

/** Sets an offer's price, what its variant weighs, or how much of it lies in its warehouse; never less than is promised to buyers. */
@inject()
export class ChangeOffer {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, offerId, priceMinor, onHand, weightGrams, ...version }: ChangeOfferInput): Promise<Product> {
    return db.transaction(async (trx) => {
      const product = await lockProduct(trx, version)
      const offer = await findOffer(trx, product, offerId)
      const isPriced = priceMinor !== undefined && priceMinor !== offer.price_minor
      if (isPriced) await this.#price(trx, { product, offer, priceMinor })
      if (weightGrams !== undefined) await sqlRun(trx, 'update variants set weight_grams = ? where id = ?', [weightGrams, offer.variant_id])
      const before = onHand === undefined ? undefined : await this.#count(trx, { product, offer, onHand })

      await this.audit.record(trx, {
        actor,
        action: 'catalog.offer_changed',
        target: { type: 'product', id: product.id, label: `${product.title} (${offer.sku})` },
        before: { price_minor: offer.price_minor, on_hand: before, weight_grams: offer.weight_grams },
        after: { price_minor: priceMinor ?? offer.price_minor, on_hand: onHand, weight_grams: weightGrams },
      })
      return product
    })
  }

  async #price(trx: TransactionClientContract, { product, offer, priceMinor }: { product: Product; offer: OfferRow; priceMinor: number }) {
    const [{ least }] = await sqlRows<{ least: number }>(
      trx,
      `with priced as (update offers set price_minor = ?, updated_at = now() where id = ? returning id)
       select least(?::bigint, (select min(price_minor) from offers where product_id = ? and status = 'active' and id <> ?)) as least from priced`,
      [priceMinor, offer.id, priceMinor, product.id, offer.id]
    )
    product.minPriceMinor = least
    product.version += 1
    await product.save()
    await this.outbox.record(trx, offerPriced(product, { id: offer.id, priceMinor, currency: offer.currency }))
  }

  /** Counts the first warehouse anew; the others stay. Answers what was there before. */
  async #count(trx: TransactionClientContract, { product, offer, onHand }: { product: Product; offer: OfferRow; onHand: number }) {
    const [first] = await lockStock(trx, [offer.id])
    const [counted] = await sqlRows<{ before: number }>(
      trx,
      `update stock_levels s set on_hand = ?, updated_at = now()
         from (select on_hand from stock_levels where offer_id = ? and warehouse_id = ?) was
        where s.offer_id = ? and s.warehouse_id = ? and s.reserved <= ? returning was.on_hand as before`,
      [onHand, offer.id, first.warehouse_id, offer.id, first.warehouse_id, onHand]
    )
    if (!counted) throw new StockBelowReserved()
    const available = availableByOffer(await lockStock(trx, [offer.id])).get(offer.id)!
    await this.outbox.record(trx, stockChanged({ tenantId: product.tenantId, productId: product.id, offerId: offer.id, available }))
    return counted.before
  }
}

async function findOffer(trx: TransactionClientContract, product: Product, offerId: string): Promise<OfferRow> {
  const [offer] = await sqlRows<OfferRow>(
    trx,
    `select o.id, o.sku, o.price_minor, o.currency, o.variant_id, v.weight_grams
       from offers o join variants v on v.id = o.variant_id where o.id = ? and o.product_id = ?`,
    [offerId, product.id]
  )
  if (!offer) throw new NotFound()
  return offer
}
