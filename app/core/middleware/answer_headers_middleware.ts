import env from '#start/env'
import { randomUUID } from 'node:crypto'
import { isApiPath } from '#core/http/api_path'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const REQUEST_ID = /^[\w-]{8,64}$/

const IS_SECURE = env.get('APP_URL').startsWith('https:')
/** Data are no page: opened as one, they may load and run nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** What every answer carries. The request's id is the caller's where it is one: it ends up in logs and in the audit log. */
export default class AnswerHeadersMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const { response } = ctx
    response.header('X-Content-Type-Options', 'nosniff').header('X-Request-Id', idOf(ctx)).header('Referrer-Policy', 'same-origin')
    response.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    response.header('Cross-Origin-Opener-Policy', 'same-origin')
    if (IS_SECURE) response.header('Strict-Transport-Security', 'max-age=15552000; includeSubDomains')
    if (isApiPath(ctx.request.url())) response.header('Content-Security-Policy', DATA_POLICY)
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
