import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { KeptCount } from '#registry/discovery/catalogue/kept_count'
import { CATEGORIES, type Category } from '#registry/enums/category'

export type Counted<Value = string> = { value: Value; count: number }
type Counts = { categories: Counted<Category>[]; tags: Counted[] }

const MOST_TAGS = 200

const kinds = new KeptCount(async () =>
  countsOf(
    await sqlRows<Counted>(
      db,
      `(select f as value, count(*)::int as count from plugin_search s, unnest(s.facets) f where f like 'c:%' group by f)
       union all
       (select f, count(*)::int as count from plugin_search s, unnest(s.facets) f where f like 't:%' group by f order by count desc, f limit ?)`,
      [MOST_TAGS]
    )
  )
)

/** How many public plugins each category and tag has. */
export const countKinds = (): Promise<Counts> => kinds.get()

function countsOf(rows: Counted[]): Counts {
  const counted = new Map(rows.map(({ value, count }) => [value, count]))
  return {
    categories: CATEGORIES.map((value) => ({ value, count: counted.get(`c:${value}`) ?? 0 })),
    tags: rows.filter(({ value }) => value.startsWith('t:')).map(({ value, count }) => ({ value: value.slice(2), count })),
  }
}
