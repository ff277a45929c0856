import type { NewEvent } from '#core/outbox/event'
import type Product from '#catalog/models/product'

const aboutProduct = (verb: string, product: Product, more: Record<string, unknown> = {}): NewEvent => ({
  name: `catalog.${verb}.v1`,
  tenantId: product.tenantId,
  aggregateId: product.id,
  payload: { seller_id: product.sellerId, version: product.version, ...more },
})

export const productPublished = (product: Product) => aboutProduct('product_published', product)
export const productUpdated = (product: Product) => aboutProduct('product_updated', product)
/** For sale, with texts that a moderator should look at. */
export const productFlagged = (product: Product) => aboutProduct('product_flagged', product)
export const productHidden = (product: Product) => aboutProduct('product_hidden', product)

export const offerPriced = (product: Product, offer: { id: string; priceMinor: number; currency: string }) =>
  aboutProduct('offer_priced', product, { offer_id: offer.id, price: { amount: offer.priceMinor, currency: offer.currency } })
