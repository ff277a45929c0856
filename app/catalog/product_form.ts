import { readAttributeLines, writeAttributeLines } from '#catalog/attribute_lines'
import { categoryName } from '#catalog/product_cards'
import type { CategoryForest, CategoryNode } from '#catalog/category_tree'
import type { OwnProduct } from '#catalog/queries/own_products'

type CardInput = {
  title: string
  description?: string | null
  brand?: string | null
  language: 'ru' | 'en'
  category_id: string
  attributes?: string | null
}

/** What the create and edit forms offer to choose from and start with. */
export const productForm = (forest: CategoryForest, locale: string, product?: OwnProduct) => ({
  product: product && { ...product, attributeLines: writeAttributeLines(product.attributes) },
  categories: leavesOf(forest.roots).map((node) => ({
    value: node.id,
    label: node.trail.map((one) => categoryName(one, locale)).join(' / '),
  })),
  languages: [
    { value: 'ru', label: 'Русский' },
    { value: 'en', label: 'English' },
  ],
})

export const cardFromForm = ({ category_id: categoryId, attributes, description, brand, ...card }: CardInput) => ({
  ...card,
  categoryId,
  description: description ?? '',
  brand: brand ?? '',
  attributes: readAttributeLines(attributes),
})

/** Roubles of a form as minor units; 0.1 + 0.2 must not cost a kopeck. */
export const toMinor = (major: number) => Math.round(major * 100)

/** Goods hang at the ends of the tree. */
const leavesOf = (nodes: CategoryNode[]): CategoryNode[] =>
  nodes.flatMap((node) => (node.children.length ? leavesOf(node.children) : [node]))
