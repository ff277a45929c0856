import { inject } from '@adonisjs/core'
import { Health } from '#core/health/health'
import { PLATFORM_VERSION } from '#core/version'
import type { HttpContext } from '@adonisjs/core/http'

/** Liveness costs nothing and asks nobody; readiness asks every part. Public: no addresses, no error texts. */
@inject()
export default class HealthController {
  constructor(private health: Health) {}

  ping() {
    return { status: 'ok' }
  }

  live() {
    return { status: 'ok', version: PLATFORM_VERSION }
  }

  async ready({ response }: HttpContext) {
    const report = await this.health.report()
    const components = Object.fromEntries(report.components.map(({ name, status, latencyMs }) => [name, { status, latency_ms: latencyMs }]))
    response.status(report.status === 'unhealthy' ? 503 : 200)
    return { status: report.status, version: PLATFORM_VERSION, components }
  }
}
