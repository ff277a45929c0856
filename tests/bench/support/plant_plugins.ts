import pg from 'pg'
import { ensurePostgres } from '../../../services/postgres/ensure_postgres.js'
import { BLOBS, PLUGINS, PUBLISHERS, UNREVIEWED, VERSIONS, WORDS } from './plugin_rows.js'

export type Planting = { plugins: number; versions: number }

/** Whose indexes are made after the rows: one by one they would be most of the work. */
const TABLES = ['plugins', 'plugin_versions', 'plugin_search', 'plugin_search_words']
const CONNECTIONS = 2

/**
 * Plants plugins with their versions by SQL in an installation nobody else uses. Triggers and checks of references rest
 * meanwhile; what they would do row by row is done for all rows at once by the same function.
 */
export async function plantPlugins(planting: Planting): Promise<void> {
  const { url, release } = await ensurePostgres()
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }))
  try {
    for (const client of clients) await open(client)
    await plant(clients, planting)
  } finally {
    for (const client of clients) await client.end()
    await release()
  }
}

async function open(client: pg.Client) {
  await client.connect()
  await client.query(
    `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off`
  )
}

async function plant(clients: pg.Client[], { plugins, versions }: Planting) {
  const [client] = clients as [pg.Client]
  const indexes = await findIndexes(client)
  await client.query(indexes.map(({ name }) => `drop index ${name}`).join('; '))
  await client.query(UNREVIEWED)
  await client.query(PUBLISHERS)
  await client.query(BLOBS)
  await client.query(PLUGINS, [plugins, versions])
  await client.query(VERSIONS, [plugins, versions])
  await client.query('analyze plugins, plugin_versions')
  await Promise.all(clients.map((each, at) => each.query(SEARCH_ROWS, [clients.length, at])))
  await client.query(WORDS)
  await share(clients, [...indexes.map(({ definition }) => definition), ...TABLES.map((table) => `vacuum analyze ${table}`)])
}

/** `plugin_search_refresh` is what the triggers call: the rows are those that publishing would have made. */
const SEARCH_ROWS = `
  select plugin_search_refresh(array(select id from plugins where name like 'bench-%' and split_part(name, '-', 4)::int % $1::int = $2::int))`

type Index = { name: string; definition: string }

async function findIndexes(client: pg.Client): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i where i.indrelid = any($1::regclass[]) and not i.indisunique
      order by pg_relation_size(i.indexrelid) desc`,
    [TABLES]
  )
  return rows
}

/** Each connection takes the next statement when it is through with one. */
async function share(clients: pg.Client[], statements: string[]) {
  const left = [...statements]
  await Promise.all(
    clients.map(async (client) => {
      for (let next = left.shift(); next; next = left.shift()) await client.query(next)
    })
  )
}
