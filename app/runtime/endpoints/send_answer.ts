import type { HttpContext } from '@adonisjs/core/http'
import type { EndpointAnswer } from '#runtime/endpoints/endpoint_hook'

/** An origin of its own for every page, no scripts, no forms, nothing loaded from anywhere, shown in no frame. */
const POLICY =
  "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** For whatever is answered below `/p/`, refusals included. */
export function protect(response: HttpContext['response']): void {
  response
    .header('Content-Security-Policy', POLICY)
    .header('X-Content-Type-Options', 'nosniff')
    .header('X-Frame-Options', 'DENY')
    .header('X-Robots-Tag', 'noindex, nofollow')
    .header('Referrer-Policy', 'no-referrer')
    .header('Cross-Origin-Resource-Policy', 'same-origin')
    .header('Cache-Control', 'no-store')
}

/** Names that say something to browsers or proxies about the whole site. */
const RESERVED =
  /^x-(content-type-options|frame-options|robots-tag|request-id|xss-protection|dns-prefetch-control|accel-.*|sendfile|up-.*)$/

/** Sends what a plugin answered; the hook's schema has refused everything that may not leave. */
export function sendAnswer(ctx: HttpContext, answer: EndpointAnswer, { isPrivate }: { isPrivate: boolean }) {
  const { request, response } = ctx
  const { location, ...headers } = answer.headers ?? {}
  for (const [name, value] of Object.entries(headers)) {
    if (RESERVED.test(name) || (isPrivate && name === 'cache-control')) continue
    response.header(name, value)
  }
  if (location) response.header('Location', ownAddress(request.url(), location))
  if (!headers['content-type']) response.header('Content-Type', 'text/plain; charset=utf-8')
  const body = answer.body_base64 === undefined ? Buffer.from(answer.body ?? '') : Buffer.from(answer.body_base64, 'base64')
  const isEmpty = answer.status === 204 || answer.status === 304
  return response.status(answer.status).send(isEmpty ? null : body)
}

/** A path of the plugin's, seen from outside. */
const ownAddress = (url: string, path: string): string => url.split('/').slice(0, 4).join('/') + path
