import { listIndexableAfter, listIndexableProducts, type IndexableProduct } from '#catalog/queries/list_indexable_products'
import type { SearchDocument } from '#search/search_index'

const BATCH = 1_000

/** The documents of those products that may be found; the others are absent. */
export async function documentsOf(productIds: string[]): Promise<SearchDocument[]> {
  return (await listIndexableProducts(productIds)).map(toDocument)
}

/** Every product that may be found, batch by batch. */
export async function* allDocuments(): AsyncGenerator<SearchDocument[]> {
  let last: IndexableProduct | null = null
  for (;;) {
    const rows: IndexableProduct[] = await listIndexableAfter(last, BATCH)
    if (!rows.length) return
    yield rows.map(toDocument)
    last = rows.at(-1)!
  }
}

const toDocument = (row: IndexableProduct): SearchDocument => ({
  id: row.id,
  sellerId: row.seller_id,
  categoryId: row.category_id,
  title: row.title,
  brand: row.brand,
  description: row.description,
  terms: [...Object.values(row.attributes).map(String), ...row.codes.toSorted()],
  priceMinor: row.price_minor,
  inStock: row.in_stock,
  publishedAt: row.published_at,
})
