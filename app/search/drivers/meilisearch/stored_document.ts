import { normalise } from '#search/normalise'
import { stampOf } from '#search/stamp'
import type { SearchDocument } from '#search/search_index'

/** `words` is the title in one alphabet and without ё; `in_stock` is a number, since ranking rules compare no booleans. */
export const toStored = (document: SearchDocument) => ({
  id: document.id,
  seller_id: document.sellerId,
  category_id: document.categoryId,
  title: document.title,
  words: normalise(document.title),
  brand: document.brand,
  terms: document.terms.map(normalise),
  description: normalise(document.description),
  price_minor: document.priceMinor,
  in_stock: document.inStock ? 1 : 0,
  published_at: document.publishedAt.getTime(),
  stamp: stampOf(document),
})

export type StoredDocument = ReturnType<typeof toStored>
