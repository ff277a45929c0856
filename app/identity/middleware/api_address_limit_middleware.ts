import { inject } from '@adonisjs/core'
import { isApiPath } from '#core/http/api_path'
import { ApiLimits } from '#identity/api_limits'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Before a body is read or a token looked at: who sends too much costs neither. */
@inject()
export default class ApiAddressLimitMiddleware {
  constructor(private readonly limits: ApiLimits) {}

  async handle(ctx: HttpContext, next: NextFn) {
    if (isApiPath(ctx.request.url())) await this.limits.countAddress(ctx)
    return next()
  }
}
