import { isApiPath } from '#core/http/api_path'
import type { HttpContext } from '@adonisjs/core/http'

export type FieldProblem = { field: string; message: string; rule?: string }

export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  /** The same facts under the names older registry clients read. */
  error: string
  error_code: string
  request_id: string
  details: FieldProblem[]
}

/** RFC 9457 body; `error*` and `request_id` besides, so that every client finds what it looks for. */
export function problemOf(ctx: HttpContext, facts: { status: number; code: string; message: string; details?: FieldProblem[] }): Problem {
  return {
    type: 'about:blank',
    title: facts.message,
    status: facts.status,
    detail: facts.message,
    instance: ctx.request.url(),
    error: facts.message,
    error_code: facts.code.replace(/^E_/, ''),
    request_id: ctx.request.id() ?? '',
    details: facts.details ?? [],
  }
}

const OTHER_PREFIXES = ['/p/', '/ping', '/health', '/metrics', '/openapi.json', '/webhooks/']

/** Whether an address answers programs: problems as documents, no redirects, no pages. */
export const isForPrograms = (url: string) => isApiPath(url) || OTHER_PREFIXES.some((prefix) => url.startsWith(prefix))

/** Programs get problem documents, people get pages. */
export function wantsJson(ctx: HttpContext): boolean {
  if (isForPrograms(ctx.request.url())) return true
  return ctx.request.accepts(['html', 'json']) === 'json'
}
