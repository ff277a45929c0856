import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { CATEGORIES, type Category } from '#registry/enums/category'

export type Counted<Value = string> = { value: Value; count: number }
type Counts = { categories: Counted<Category>[]; tags: Counted[] }

const KEPT_MS = 60_000
const MOST_TAGS = 200

let kept: { serial: string; until: number; counts: Counts } | null = null

/** How many public plugins each category and tag has. Counted anew when the registry changed, and each minute. */
export async function countKinds(): Promise<Counts> {
  const [{ serial }] = await sqlRows<{ serial: string }>(db, 'select last_value::text as serial from registry_serial')
  if (kept && kept.serial === serial && kept.until > Date.now()) return kept.counts
  const rows = await sqlRows<Counted>(
    db,
    `(select f as value, count(*)::int as count from plugin_search s, unnest(s.facets) f where f like 'c:%' group by f)
     union all
     (select f, count(*)::int as count from plugin_search s, unnest(s.facets) f where f like 't:%' group by f order by count desc, f limit ?)`,
    [MOST_TAGS]
  )
  const counts = countsOf(rows)
  kept = { serial, until: Date.now() + KEPT_MS, counts }
  return counts
}

function countsOf(rows: Counted[]): Counts {
  const counted = new Map(rows.map(({ value, count }) => [value, count]))
  return {
    categories: CATEGORIES.map((value) => ({ value, count: counted.get(`c:${value}`) ?? 0 })),
    tags: rows.filter(({ value }) => value.startsWith('t:')).map(({ value, count }) => ({ value: value.slice(2), count })),
  }
}
