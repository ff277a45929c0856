import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client'
import { AnalyticsUnavailable } from '#analytics/exceptions'
import { SCHEMA } from '#analytics/clickhouse/schema'

export type ClickHouseAddress = { url: string; username: string; password: string; database: string }

const QUERY_SECONDS = 10
const INSERT_TIMEOUT_MS = 30_000
/** Failures are thrown and logged once by whoever can say what they mean. */
const QUIET = { level: ClickHouseLogLevel.OFF }

/**
 * The analytics engine, by HTTP: the embedded front over chdb or a ClickHouse server, told apart by address only.
 * Every failure is an `AnalyticsUnavailable`: the shop sells on and the facts are written later.
 */
export class ClickHouse {
  #client: ClickHouseClient | null = null
  #prepared: Promise<void> | null = null

  constructor(private readonly address: ClickHouseAddress | null) {}

  get isConfigured() {
    return this.address !== null
  }

  /** Rows of a query; values go in as `{name: Type}` parameters, never by concatenation. 64-bit integers and decimals come back as strings. */
  async rows<Row>(query: string, parameters: Record<string, unknown> = {}): Promise<Row[]> {
    await this.prepare()
    return this.#attempt(async (client) => {
      const answer = await client.query({ query, query_params: withoutNulls(parameters), format: 'JSONEachRow' })
      return answer.json<Row>()
    })
  }

  /** Inserts rows once per `token`: a repeat with the same rows and token is dropped by the engine, views included. */
  async insert(table: string, rows: object[], token: string) {
    if (!rows.length) return
    await this.prepare()
    await this.#attempt((client) =>
      client.insert({
        table,
        values: rows,
        format: 'JSONEachRow',
        clickhouse_settings: { insert_deduplication_token: token, deduplicate_blocks_in_dependent_materialized_views: 1 },
      })
    )
  }

  /** A statement without an answer. */
  async command(query: string, parameters: Record<string, unknown> = {}) {
    await this.prepare()
    await this.#attempt((client) => client.command({ query, query_params: withoutNulls(parameters) }))
  }

  /** Creates database, tables and views once per process; tried again after a failure. */
  prepare(): Promise<void> {
    this.#prepared ??= this.#createSchema().catch((error) => {
      this.#prepared = null
      throw error
    })
    return this.#prepared
  }

  async ping() {
    await this.#attempt(async (client) => {
      const answer = await client.ping()
      if (!answer.success) throw answer.error
    })
  }

  async close() {
    await this.#client?.close()
    this.#client = null
  }

  async #createSchema() {
    if (!this.address) throw new AnalyticsUnavailable('The analytics engine is switched off')
    const { url, username, password, database } = this.address
    const bootstrap = createClient({ url, username, password, log: QUIET, request_timeout: INSERT_TIMEOUT_MS })
    try {
      await bootstrap.command({ query: `create database if not exists ${database}` })
    } catch (error) {
      throw new AnalyticsUnavailable(undefined, { cause: error })
    } finally {
      await bootstrap.close()
    }
    for (const query of SCHEMA) await this.#attempt((client) => client.command({ query }))
  }

  async #attempt<Answer>(work: (client: ClickHouseClient) => Promise<Answer>): Promise<Answer> {
    try {
      return await work(this.#connect())
    } catch (error) {
      throw error instanceof AnalyticsUnavailable ? error : new AnalyticsUnavailable(undefined, { cause: error })
    }
  }

  #connect(): ClickHouseClient {
    if (!this.address) throw new AnalyticsUnavailable('The analytics engine is switched off')
    this.#client ??= createClient({
      ...this.address,
      log: QUIET,
      request_timeout: INSERT_TIMEOUT_MS,
      max_open_connections: 8,
      compression: { request: true, response: true },
      clickhouse_settings: {
        max_execution_time: QUERY_SECONDS,
        max_memory_usage: '400000000',
        output_format_json_quote_64bit_integers: 1,
        output_format_json_quote_decimals: 1,
        date_time_input_format: 'best_effort',
      },
    })
    return this.#client
  }
}

/** A parameter nobody names may be missing, but an untyped null would be sent as text. */
const withoutNulls = (parameters: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null))
