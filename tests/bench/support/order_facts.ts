import { createClient, type ClickHouseClient } from '@clickhouse/client'
import { frontEnvironment } from '../../../services/clickhouse/client_environment.js'

/**
 * Copies the facts of the seeded orders, each copy an order of its own, until there are so many. The seeded shapes stay:
 * the same goods, sellers, days and prices. Needs a running installation; what is there already is counted.
 */
export async function growOrderFacts(wanted: number): Promise<number> {
  const clickhouse = connect()
  try {
    const have = await countFacts(clickhouse)
    const copies = Math.ceil(wanted / have) - 1
    if (copies > 0) await clickhouse.command({ query: COPY, query_params: { copies }, clickhouse_settings: { max_execution_time: 300 } })
    return await countFacts(clickhouse)
  } finally {
    await clickhouse.close()
  }
}

const COPY = `
  insert into sale_facts
  select tenant_id, day, occurred_at, generateUUIDv4(1) as event_id, line_no, kind, generateUUIDv4(2) as order_id, buyer_id, seller_name, product_id,
         product_title, category_id, currency, quantity, revenue_minor, discount_minor
    from sale_facts cross join (select number from numbers({copies: UInt32})) as copy`

async function countFacts(clickhouse: ClickHouseClient): Promise<number> {
  const answer = await clickhouse.query({ query: 'select count() as n from sale_facts', format: 'JSONEachRow' })
  const [{ n }] = await answer.json<{ n: string }>()
  if (!Number(n)) throw new Error('There are no order facts to copy: demo:seed did not reach the analytics engine')
  return Number(n)
}

function connect(): ClickHouseClient {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = { ...frontEnvironment(), ...externalServer() }
  return createClient({
    url: CLICKHOUSE_URL,
    username: CLICKHOUSE_USER,
    password: CLICKHOUSE_PASSWORD,
    database: CLICKHOUSE_DATABASE,
    request_timeout: 300_000,
  })
}

const externalServer = () => (process.env.CLICKHOUSE_URL ? process.env : {}) as Record<string, string>
