import { Unauthenticated } from '#core/http/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** API routes that need a user: 401 without a token. */
export default class ApiAuthMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (ctx.user) return next()
    ctx.response.header('WWW-Authenticate', 'Bearer')
    throw new Unauthenticated()
  }
}
