import db from '@adonisjs/lucid/services/db'
import { beginningWith } from '#core/database/like'
import { sqlRows } from '#core/database/sql'
import { decodeCursor, encodeCursor, refuseCursor } from '#core/http/keyset'
import { ORDERS, orderBy, type Order } from '#registry/search/orders'
import { allOf, WORDS, wordsIn, type Condition } from '#registry/search/conditions'
import type { PluginSearch } from '#registry/search/plugin_search'

/** So many matches are counted and ranked: "5000+" is as good as 61,204 to a reader, and much cheaper. */
export const MATCH_CAP = 5_000

/** Of these, so many are ranked. */
const RANKED = 500
const NAMED = 100

export type Matches = { ids: string[]; nextCursor: string | null }
type Mark = string | number

/** A page of matches in an order that an index has: as cheap at 250,000 plugins as at twenty. */
export async function walkInOrder(search: PluginSearch, conditions: Condition[]): Promise<Matches> {
  const order = ORDERS[search.sort]
  const where = allOf(search.cursor ? [...conditions, after(order, search.cursor)] : conditions)
  const marks = order.columns.map(({ name }) => `s.${name}::text`).join(', ')
  const rows = await sqlRows<{ marks: string[] }>(
    db,
    `select array[${marks}] as marks from plugin_search s where ${where.sql} order by ${orderBy(order)} limit ? offset ?`,
    [...where.bindings, search.limit + 1, search.offset ?? 0]
  ).catch((error) => refuseCursor(error, search.cursor))
  const page = rows.slice(0, search.limit)
  const last = rows.length > search.limit ? page.at(-1) : undefined
  return { ids: page.map(({ marks: values }) => values.at(-1)!), nextCursor: last ? encodeCursor(last.marks) : null }
}

/**
 * The best matches first, among those most used and those whose name begins with the words: ranks cost a look at every
 * word of a plugin. The cursor says how many came before, since ranks are of no column.
 */
export async function rank(
  search: PluginSearch,
  { tsquery, name, where }: { tsquery: string; name: string; where: Condition }
): Promise<Matches> {
  const offset = search.cursor ? offsetOf(search.cursor) : (search.offset ?? 0)
  const rows = await sqlRows<{ id: string }>(
    db,
    `with matched as materialized (select s.plugin_id, s.downloads from plugin_search s where ${where.sql} limit ?),
          used as (select plugin_id from matched order by downloads desc limit ?),
          named as (select s.plugin_id from plugin_search s where s.canon_name like ? and ${where.sql} order by s.downloads desc limit ?)
     select s.plugin_id as id from plugin_search s
      where s.plugin_id in (select plugin_id from used union select plugin_id from named)
      order by ts_rank(s.tsv, ${WORDS}) + (s.canon_name = ?)::int + similarity(s.canon_name, ?) + ln(1 + s.downloads) / 100 desc, s.canon_name
      limit ? offset ?`,
    [
      ...[...where.bindings, MATCH_CAP, RANKED],
      ...[beginningWith(name), ...where.bindings, NAMED],
      ...[...wordsIn(tsquery), name, name, search.limit + 1, offset],
    ]
  )
  const hasMore = rows.length > search.limit
  return { ids: rows.slice(0, search.limit).map(({ id }) => id), nextCursor: hasMore ? encodeCursor([offset + search.limit]) : null }
}

/** A row comparison, which PostgreSQL answers from the index of the order. */
function after({ columns, direction }: Order, cursor: string): Condition {
  const values = decodeCursor(cursor, columns.length) as Mark[]
  const names = columns.map(({ name }) => `s.${name}`).join(', ')
  const marks = columns.map(({ cast }) => `?::${cast}`).join(', ')
  return { sql: `(${names}) ${direction === 'asc' ? '>' : '<'} (${marks})`, bindings: values }
}

function offsetOf(cursor: string): number {
  const [offset] = decodeCursor(cursor, 1)
  return Number.isSafeInteger(offset) && Number(offset) >= 0 ? Math.min(Number(offset), MATCH_CAP) : 0
}
