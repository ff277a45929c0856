import { Unauthenticated } from '#core/http/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Pages for signed-in people: guests are sent to the sign-in and come back afterwards. */
export default class AuthMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (ctx.user) return next()
    const refusal = new Unauthenticated()
    throw Object.assign(refusal, { redirectTo: signInPath(ctx) })
  }
}

function signInPath({ request }: HttpContext) {
  if (request.method() !== 'GET') return '/sign-in'
  return `/sign-in?next=${encodeURIComponent(request.url(true))}`
}
