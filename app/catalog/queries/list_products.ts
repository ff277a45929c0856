import { isId } from '#core/ids'
import { preparedRows } from '#core/database/prepared'
import { decodeCursor, encodeCursor, type Page } from '#core/http/keyset'
import { InvalidCursor } from '#core/http/exceptions'
import { CARD_COLUMNS, withSellerAndStock, type ProductCardRow } from '#catalog/queries/product_cards'

export const PRODUCT_SORTS = ['newest', 'price', '-price'] as const
export type ProductSort = (typeof PRODUCT_SORTS)[number]

export type ProductFilters = {
  /** The category and everything below it. */
  categoryIds?: string[]
  sellerId?: string
  priceMin?: number
  priceMax?: number
  sort: ProductSort
  limit: number
  cursor?: string | null
}

/** Written so that it stays a filter: a join with sellers would tempt the planner to sort instead of walking the index. */
const SELLER_IS_ACTIVE = `p.seller_id not in (select id from sellers where status <> 'active')`

type Order = { column: 'published_at' | 'min_price_minor'; direction: 'asc' | 'desc'; isCursor: (value: unknown) => boolean }
type Condition = { sql: string; bindings: unknown[] }

const isMoment = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value))

const ORDERS: Record<ProductSort, Order> = {
  'newest': { column: 'published_at', direction: 'desc', isCursor: isMoment },
  'price': { column: 'min_price_minor', direction: 'asc', isCursor: Number.isSafeInteger },
  '-price': { column: 'min_price_minor', direction: 'desc', isCursor: Number.isSafeInteger },
}

/**
 * One page of what the shop shows, in one statement however deep the page is.
 * A subtree is read category by category and merged: each branch is walked in the order of its own index.
 */
export async function listProducts(filters: ProductFilters): Promise<Page<ProductCardRow>> {
  const order = ORDERS[filters.sort]
  const limit = filters.limit + 1
  const ordering = `p.${order.column} ${order.direction}, p.id ${order.direction}`
  const where = conditions(filters, order)
  const branch = `select ${CARD_COLUMNS} from products p where ${where.sql} order by ${ordering} limit ?`
  const page = filters.categoryIds
    ? `select p.* from unnest(?::uuid[]) as c (id) cross join lateral (${branch}) p order by ${ordering} limit ?`
    : branch

  const bindings = filters.categoryIds ? [filters.categoryIds, ...where.bindings, limit, limit] : [...where.bindings, limit]
  const rows = await preparedRows<ProductCardRow>(withSellerAndStock(page, ordering), bindings)
  const data = rows.slice(0, filters.limit)
  const last = rows.length > filters.limit ? data.at(-1)! : null
  return { data, meta: { next_cursor: last && cursorAfter(last, order), limit: filters.limit } }
}

function conditions({ categoryIds, sellerId, priceMin, priceMax, cursor }: ProductFilters, order: Order): Condition {
  const parts: Condition[] = [{ sql: `p.status = 'published' and ${SELLER_IS_ACTIVE}`, bindings: [] }]
  if (categoryIds) parts.push({ sql: 'p.category_id = c.id', bindings: [] })
  if (sellerId) parts.push({ sql: 'p.seller_id = ?', bindings: [sellerId] })
  if (priceMin !== undefined) parts.push({ sql: 'p.min_price_minor >= ?', bindings: [priceMin] })
  if (priceMax !== undefined) parts.push({ sql: 'p.min_price_minor <= ?', bindings: [priceMax] })
  if (cursor) parts.push(seekAfter(cursor, order))
  return { sql: parts.map(({ sql }) => sql).join(' and '), bindings: parts.flatMap(({ bindings }) => bindings) }
}

function seekAfter(cursor: string, { column, direction, isCursor }: Order): Condition {
  const [value, id] = decodeCursor(cursor, 2)
  if (!isCursor(value) || !isId(id)) throw new InvalidCursor()
  const operator = direction === 'asc' ? '>' : '<'
  return { sql: `(p.${column}, p.id) ${operator} (?, ?)`, bindings: [value, id] }
}

const cursorAfter = (row: ProductCardRow, { column }: Order) =>
  encodeCursor([column === 'published_at' ? row.published_at.toISOString() : row.min_price_minor, row.id])
