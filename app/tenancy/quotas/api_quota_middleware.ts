import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { ApiCalls } from '#tenancy/quotas/api_calls'
import { ApiCallsUsedUp } from '#tenancy/quotas/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Counts API calls against the plan of the company they are made for; comes after the identity. */
@inject()
export default class ApiQuotaMiddleware {
  constructor(private readonly calls: ApiCalls) {}

  handle({ access }: HttpContext, next: NextFn) {
    if (!access.tenantId || this.calls.take(access.tenantId)) return next()
    const now = Clock.now().toUTC()
    throw new ApiCallsUsedUp(Math.max(1, Math.ceil(now.endOf('day').diff(now, 'seconds').seconds)))
  }
}
