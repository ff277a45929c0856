import { inject } from '@adonisjs/core'
import { Metrics } from '#core/metrics/metrics'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const HTTP_SECONDS = { name: 'rialto_http_seconds', help: 'Time to answer by route and status class, in seconds' }

/** Times each request under its route's pattern, never under its URL: ids would make a series each. */
@inject()
export default class HttpMetricsMiddleware {
  constructor(private metrics: Metrics) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const started = performance.now()
    try {
      await next()
    } finally {
      ctx.response.onFinish(() => {
        const route = ctx.route?.pattern ?? 'none'
        const status = `${Math.floor(ctx.response.response.statusCode / 100)}xx`
        this.metrics.observe(HTTP_SECONDS, (performance.now() - started) / 1_000, { route, status, method: ctx.request.method() })
      })
    }
  }
}
