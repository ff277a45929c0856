import { imageUrl } from '#catalog/image_url'
import type { CategoryForest, CategoryNode } from '#catalog/category_tree'
import type { ProductCardRow } from '#catalog/queries/product_cards'
import type { PublicProductRow } from '#catalog/queries/find_public_product'

/** A product in a list of the public API. */
export function cardJson(row: ProductCardRow, { byId }: CategoryForest) {
  const category = byId.get(row.category_id)
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    brand: row.brand,
    language: row.language,
    price: { amount: row.min_price_minor, currency: row.currency },
    in_stock: row.in_stock,
    image_url: imageUrl(row.image_key),
    category: category ? categoryReference(category) : null,
    seller: { id: row.seller_id, name: row.seller_name, slug: row.seller_slug, is_verified: row.seller_verified },
    published_at: row.published_at.toISOString(),
  }
}

/** A product with everything the product page shows. */
export function productJson(row: PublicProductRow, forest: CategoryForest) {
  return {
    ...cardJson(row, forest),
    description: row.description,
    attributes: row.attributes,
    category_trail: (forest.byId.get(row.category_id)?.trail ?? []).map(categoryReference),
    variants: row.variants.map(({ offers, ...variant }) => ({
      ...variant,
      offers: offers.map(({ price_minor: amount, currency, ...offer }) => ({ ...offer, price: { amount, currency } })),
    })),
    version: row.version,
    updated_at: row.updated_at.toISOString(),
  }
}

export const categoryReference = ({ id, slug, names }: CategoryNode) => ({ id, slug, names })

export type CategoryJson = ReturnType<typeof categoryReference> & { parent_id: string | null; position: number; children: CategoryJson[] }

export const categoryJson = (node: CategoryNode): CategoryJson => ({
  ...categoryReference(node),
  parent_id: node.parentId,
  position: node.position,
  children: node.children.map(categoryJson),
})
