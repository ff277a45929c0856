import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client'
import { ensureClickhouse, type EmbeddedClickhouse } from '#services/clickhouse/ensure_clickhouse'
import { loadSecrets } from '#services/secrets'

/** The embedded engine and the unmodified client, as the application configures it. */
export class FrontFixture {
  front!: EmbeddedClickhouse
  client!: ClickHouseClient

  async start() {
    this.front = (await ensureClickhouse())!
    this.client = createClient(this.options())
    return async () => {
      await this.client.command({ query: 'DROP TABLE IF EXISTS front' })
      await this.client.close()
      await this.front.release()
    }
  }

  options() {
    return {
      url: this.front.url,
      password: loadSecrets().clickhousePassword,
      database: 'rialto_test',
      compression: { request: true, response: true },
      // Half of the tests are about refusals.
      log: { level: ClickHouseLogLevel.OFF },
    }
  }

  async rowsOf<T>(query: string, query_params?: Record<string, unknown>): Promise<T[]> {
    const result = await this.client.query({ query, query_params, format: 'JSONEachRow' })
    return result.json<T>()
  }

  /** A fresh table of the name `front`. */
  createTable(columns: string) {
    return this.client.command({ query: `CREATE OR REPLACE TABLE front (${columns}) ENGINE = MergeTree ORDER BY tuple()` })
  }
}
