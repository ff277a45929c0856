import { timingSafeEqual } from 'node:crypto'
import { inject } from '@adonisjs/core'
import env from '#start/env'
import { Metrics } from '#core/metrics/metrics'
import { NotFound } from '#core/http/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** For Prometheus, by the token METRICS_TOKEN. Everyone else is told that there is nothing here. */
@inject()
export default class MetricsController {
  constructor(private metrics: Metrics) {}

  async show({ request, response }: HttpContext) {
    if (!isSame(request.header('authorization') ?? '', `Bearer ${env.get('METRICS_TOKEN').release()}`)) throw new NotFound()
    return response.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').send(await this.metrics.render())
  }
}

function isSame(given: string, expected: string) {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
