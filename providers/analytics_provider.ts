import { Health } from '#core/health/health'
import { ClickHouse } from '#analytics/clickhouse/click_house'
import type { ApplicationService } from '@adonisjs/core/types'

export default class AnalyticsProvider {
  #clickhouse: ClickHouse | null = null

  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(ClickHouse, async () => {
      const { default: config } = await import('#config/analytics')
      return (this.#clickhouse = new ClickHouse(config))
    })
  }

  async boot() {
    const health = await this.app.container.make(Health)
    health.register({
      name: 'analytics',
      essential: false,
      check: async () => {
        const clickhouse = await this.app.container.make(ClickHouse)
        if (!clickhouse.isConfigured) return { status: 'off', detail: { key: 'analytics.health_no_engine' } }
        await clickhouse.ping()
      },
    })
  }

  async shutdown() {
    await this.#clickhouse?.close()
  }
}
