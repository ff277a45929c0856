import { imageUrl } from '#catalog/image_url'
import type { CategoryForest, CategoryNode } from '#catalog/category_tree'
import type { ProductCardRow } from '#catalog/queries/product_cards'

export type ProductCard = {
  url: string
  title: string
  brand: string
  sellerName: string
  isSellerVerified: boolean
  language: string
  image: string | null
  price: { amount: number; currency: string }
  inStock: boolean
}

/** A product as the shop's lists show it. */
export const toCard = (row: ProductCardRow): ProductCard => ({
  url: productUrl(row.slug),
  title: row.title,
  brand: row.brand,
  sellerName: row.seller_name,
  isSellerVerified: row.seller_verified,
  language: row.language,
  image: imageUrl(row.image_key),
  price: { amount: row.min_price_minor, currency: row.currency },
  inStock: row.in_stock,
})

export const productUrl = (slug: string) => `/products/${slug}`
export const categoryUrl = ({ slug }: Pick<CategoryNode, 'slug'>) => `/categories/${slug}`
export const categoryName = ({ names }: Pick<CategoryNode, 'names'>, locale: string) => names[locale] ?? names.en

export type CategoryLink = { name: string; url: string; image: string; children: { name: string; url: string }[] }

/** A category with the level below it, for menus and tiles. */
export const toLink = (node: CategoryNode, locale: string): CategoryLink => ({
  name: categoryName(node, locale),
  url: categoryUrl(node),
  image: imageUrl(`catalog/${node.slug}`)!,
  children: node.children.map((child) => ({ name: categoryName(child, locale), url: categoryUrl(child) })),
})

export const breadcrumbOf = (trail: CategoryNode[], locale: string) =>
  trail.map((node) => ({ label: categoryName(node, locale), url: categoryUrl(node) }))

export const rootLinks = ({ roots }: CategoryForest, locale: string) => roots.map((root) => toLink(root, locale))
