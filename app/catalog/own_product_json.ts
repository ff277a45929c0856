import { imageUrl } from '#catalog/image_url'
import type { OwnProduct, OwnProductRow } from '#catalog/queries/own_products'

/** A product as its own seller's programs see it. */
export const ownRowJson = (row: OwnProductRow) => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  brand: row.brand,
  status: row.status,
  price: row.min_price_minor === null ? null : { amount: row.min_price_minor, currency: row.currency },
  available: row.available,
  version: row.version,
  updated_at: row.updated_at.toISOString(),
})

export const ownProductJson = (product: OwnProduct) => ({
  ...ownRowJson(product),
  description: product.description,
  language: product.language,
  category_id: product.category_id,
  attributes: product.attributes,
  image_url: imageUrl(product.image_key),
  published_at: product.published_at?.toISOString() ?? null,
  created_at: product.created_at.toISOString(),
  offers: product.offers.map(({ price_minor: amount, currency, ...offer }) => ({ ...offer, price: { amount, currency } })),
})
