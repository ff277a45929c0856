import env from '#start/env'
import type { ClickHouseAddress } from '#analytics/clickhouse/click_house'

const url = env.get('CLICKHOUSE_URL')

/** Where the analytics engine is; null where there is none, and dashboards say so. */
const address: ClickHouseAddress | null = url
  ? {
      url,
      username: env.get('CLICKHOUSE_USER') ?? 'default',
      password: env.get('CLICKHOUSE_PASSWORD')?.release() ?? '',
      database: env.get('CLICKHOUSE_DATABASE') ?? 'rialto',
    }
  : null

export default address
