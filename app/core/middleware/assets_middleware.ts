import { inject } from '@adonisjs/core'
import StaticMiddleware from '@adonisjs/static/static_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const PREFIXES = ['/assets/', '/images/', '/favicon']

/** Files are looked for under few prefixes: a `stat` for every other request would be wasted. */
@inject()
export default class AssetsMiddleware {
  constructor(private readonly files: StaticMiddleware) {}

  handle(ctx: HttpContext, next: NextFn) {
    const url = ctx.request.url()
    return PREFIXES.some((prefix) => url.startsWith(prefix)) ? this.files.handle(ctx, next) : next()
  }
}
