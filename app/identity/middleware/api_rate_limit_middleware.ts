import { inject } from '@adonisjs/core'
import { ApiLimits } from '#identity/api_limits'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Counts a request against its user and the program's token; on pages also against the address, once. */
@inject()
export default class ApiRateLimitMiddleware {
  constructor(private readonly limits: ApiLimits) {}

  async handle(ctx: HttpContext, next: NextFn) {
    await this.limits.countAddress(ctx)
    await this.limits.countCaller(ctx)
    return next()
  }
}
