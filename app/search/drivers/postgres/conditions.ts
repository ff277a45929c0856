import type { SearchQuery } from '#search/search_index'

export type Condition = { sql: string; bindings: unknown[] }

/** The filters of a query over `search_documents d`; without any, everything matches. */
export function filterConditions({ categoryIds, brands, sellerId, priceMin, priceMax, inStock }: SearchQuery): Condition[] {
  const conditions: Condition[] = []
  const add = (sql: string, ...bindings: unknown[]) => conditions.push({ sql, bindings })
  if (categoryIds) add('d.category_id = any(?::uuid[])', categoryIds)
  if (brands?.length) add('d.brand = any(?::text[])', brands)
  if (sellerId) add('d.seller_id = ?', sellerId)
  if (priceMin !== undefined) add('d.price_minor >= ?', priceMin)
  if (priceMax !== undefined) add('d.price_minor <= ?', priceMax)
  if (inStock) add('d.in_stock')
  return conditions
}

export const allOf = (conditions: Condition[]): Condition => ({
  sql: conditions.length ? conditions.map(({ sql }) => sql).join(' and ') : 'true',
  bindings: conditions.flatMap(({ bindings }) => bindings),
})
