import { inject } from '@adonisjs/core'
import CorsOfPackage from '@adonisjs/cors/cors_middleware'
import { isForPrograms } from '#core/http/problem'
import { corsOrigins } from '#core/http/settings'
import { Settings } from '#core/settings/settings'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Origins whose pages may read this answer. */
    corsOrigins?: string[]
  }
}

/** Lets pages of the origins that the operator lists read the API. Never pages of ours, never with cookies. */
@inject()
export default class CorsMiddleware {
  constructor(
    private readonly settings: Settings,
    private readonly cors: CorsOfPackage
  ) {}

  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.request.header('origin') || !isForPrograms(ctx.request.url())) return next()
    ctx.corsOrigins = await this.settings.get(corsOrigins)
    ctx.response.vary('Origin')
    return this.cors.handle(ctx, next)
  }
}
