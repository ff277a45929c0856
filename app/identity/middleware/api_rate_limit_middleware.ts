import { inject } from '@adonisjs/core'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { networkOf } from '#identity/network_of'
import { RateLimited } from '#identity/exceptions'
import { apiRequestsPerAddress, apiRequestsPerUser } from '#identity/settings'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const WINDOW_SECONDS = 60

/**
 * Requests per minute by address and by user. Counted in Redis where the limiter is there, else in this process:
 * a row per request would cost more than the requests it saves.
 */
@inject()
export default class ApiRateLimitMiddleware {
  constructor(private readonly settings: Settings) {}

  async handle(ctx: HttpContext, next: NextFn) {
    await this.#count(ctx, `api:ip:${networkOf(ctx.request.ip())}`, await this.settings.get(apiRequestsPerAddress))
    if (ctx.user) await this.#count(ctx, `api:user:${ctx.user.id}`, await this.settings.get(apiRequestsPerUser))
    return next()
  }

  async #count(ctx: HttpContext, key: string, limit: number) {
    const counter = limiter.use(limiter.config.default === 'redis' ? 'redis' : 'memory', { requests: limit, duration: WINDOW_SECONDS })
    const used = await counter.increment(key)
    const reset = Math.max(1, Math.ceil(used.availableIn))
    ctx.response.header('RateLimit-Policy', `"default";q=${limit};w=${WINDOW_SECONDS}`)
    ctx.response.header('RateLimit', `"default";r=${Math.max(0, limit - used.consumed)};t=${reset}`)
    if (used.consumed > limit) throw new RateLimited(reset)
  }
}
