import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PLUGIN_COLUMNS, PUBLIC_PLUGIN, type PluginRow } from '#registry/queries/registry_rows'

export type PluginSort = 'relevance' | 'downloads' | 'popular' | 'rating' | 'recent' | 'name' | 'security'

export type PluginSearch = {
  query: string | null
  category: string | null
  tags: string[]
  sort: PluginSort
  /** 0-based */
  page: number
  perPage: number
}

const WORDS = `(websearch_to_tsquery('russian', :query) || websearch_to_tsquery('simple', :query))`
/** Names are short: a misspelt one is found by its trigrams, a beginning by itself. */
const MATCH = `(p.search @@ ${WORDS} or p.canon_name % lower(:query) or p.canon_name like :prefix)`
const RELEVANCE = `(ts_rank(p.search, ${WORDS}) + similarity(p.canon_name, lower(:query)) + case when p.canon_name like :prefix then 1 else 0 end)`

const ORDER: Record<PluginSort, string> = {
  relevance: 'p.downloads_total desc, p.canon_name',
  downloads: 'p.downloads_total desc, p.canon_name',
  popular: 'p.downloads_total desc, p.canon_name',
  rating: 'p.rating_bayes desc, p.canon_name',
  recent: 'p.updated_at desc, p.canon_name',
  name: 'p.canon_name',
  security: '(p.verified_at is null), p.downloads_total desc, p.canon_name',
}

/** Public plugins by words, category and tags; two statements whatever the page. */
export async function searchPlugins({
  query,
  category,
  tags,
  sort,
  page,
  perPage,
}: PluginSearch): Promise<{ rows: PluginRow[]; total: number }> {
  const text = query?.trim() ?? ''
  const where = [PUBLIC_PLUGIN, text ? MATCH : '', category ? 'p.category = :category' : '', tags.length ? 'p.tags @> :tags::text[]' : '']
    .filter(Boolean)
    .join(' and ')
  const order = text && sort === 'relevance' ? `${RELEVANCE} desc, p.canon_name` : ORDER[sort]
  const values = { query: text, prefix: `${escapeLike(text.toLowerCase())}%`, category, tags, limit: perPage, offset: page * perPage }
  const [rows, [{ total }]] = await Promise.all([
    named<PluginRow>(
      `select ${PLUGIN_COLUMNS} from plugins p join publishers b on b.id = p.publisher_id where ${where} order by ${order} limit :limit offset :offset`,
      values
    ),
    named<{ total: number }>(`select count(*) as total from plugins p where ${where}`, values),
  ])
  return { rows, total }
}

/** `:name` placeholders, which may repeat, as the `?` that `sqlRows` takes. Casts (`::`) are left alone. */
function named<Row>(sql: string, values: Record<string, unknown>) {
  const bindings: unknown[] = []
  const text = sql.replace(/(?<!:):([a-z]+)/g, (_, name: string) => {
    bindings.push(values[name])
    return '?'
  })
  return sqlRows<Row>(db, text, bindings)
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
