import { Unauthenticated } from '#core/http/exceptions'
import { PLATFORM_ROLES } from '#core/rights'
import { findOperation } from '#core/http/openapi/operation'
import { SecondFactorRequired } from '#identity/second_factor/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** API routes that need a user: 401 without a token. */
export default class ApiAuthMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (ctx.user) {
      if (ctx.user.withheldRoles.length && isForStaff(ctx)) throw new SecondFactorRequired()
      return next()
    }
    ctx.response.header('WWW-Authenticate', 'Bearer')
    throw new Unauthenticated()
  }
}

/** Nobody but people with a role of the platform may do this: says why theirs is worth nothing yet. */
const isForStaff = ({ route }: HttpContext) =>
  !!findOperation(route?.name)?.roles.every((role) => role !== 'user' && (PLATFORM_ROLES as readonly string[]).includes(role))
