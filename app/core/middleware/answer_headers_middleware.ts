import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const REQUEST_ID = /^[\w-]{8,64}$/

/** What every answer carries. The request's id is the caller's where it is one: it ends up in logs and in the audit log. */
export default class AnswerHeadersMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    ctx.response.header('X-Content-Type-Options', 'nosniff').header('X-Request-Id', idOf(ctx))
    return next()
  }
}

function idOf(ctx: HttpContext): string {
  const given = ctx.request.id() ?? ''
  if (REQUEST_ID.test(given)) return given
  const id = randomUUID()
  ctx.request.request.headers['x-request-id'] = id
  ctx.logger = ctx.logger.child({ request_id: id })
  return id
}
