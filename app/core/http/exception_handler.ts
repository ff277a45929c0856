import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { ErrorReports } from '#core/errors/error_reports'
import { allowedMethods } from '#core/http/allowed_methods'
import { factsOf, type ErrorFacts } from '#core/http/error_facts'
import { backToForm, isFormRefusal, isReturnable } from '#core/http/form_refusal'
import { loggedPath } from '#core/http/logged_path'
import { ownReferer } from '#core/http/own_referer'
import { addPagePolicy } from '#core/http/page_policy'
import { problemOf, wantsJson } from '#core/http/problem'
import { PageShell } from '#core/panels/page_shell'
import { chooseLocale } from '#core/middleware/locale_middleware'

/** What may go better in a while. */
const AGAIN = new Set([429, 500, 503])

/** One place turns every error into an answer; unexpected ones are logged once, with the request id. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = false
  protected renderStatusPages = false

  async handle(error: unknown, ctx: HttpContext) {
    const facts = methodFacts(factsOf(error), ctx)
    if (isFormRefusal(facts) && isReturnable(ctx, facts)) return backToForm(ctx, facts)
    if (facts.retryAfter) ctx.response.header('Retry-After', String(facts.retryAfter))
    ctx.response.status(facts.status)
    if (wantsJson(ctx)) {
      return ctx.response.header('Content-Type', 'application/problem+json').send(problemOf(ctx, facts))
    }
    if (facts.redirectTo) return ctx.response.status(302).redirect().toPath(facts.redirectTo)
    return this.#page(ctx, facts)
  }

  async report(error: unknown, ctx: HttpContext) {
    if (factsOf(error).status < 500 || isLogged(error)) return
    void ctx.containerResolver.make(ErrorReports).then((reports) => reports.report(error, placeOf(ctx)))
    ctx.logger.error({ err: error, request_id: ctx.request.id(), method: ctx.request.method(), url: loggedPath(ctx) }, 'unexpected error')
  }

  async #page(ctx: HttpContext, facts: ReturnType<typeof factsOf>) {
    if (!ctx.view) return ctx.response.send(`${facts.status} ${facts.message}`)
    if (!ctx.i18n) chooseLocale(ctx)
    // An address of nobody's has passed no middleware, an expired form not all of them: both still have the reader's colours.
    if (!ctx.route || facts.status === 419) ctx.view.share({ shell: new PageShell(ctx) })
    addPagePolicy(ctx)
    const html = await ctx.view.render('core/error', { ...facts, again: againOf(ctx, facts), requestId: ctx.request.id() })
    return ctx.response.header('Content-Type', 'text/html; charset=utf-8').send(html)
  }
}

const placeOf = ({ request, route }: HttpContext) => ({ requestId: request.id(), method: request.method(), route: route?.pattern })

/** An address there is, asked in a way it does not answer to. */
function methodFacts(facts: ErrorFacts, { request, response }: HttpContext): ErrorFacts {
  if (facts.code !== 'E_ROUTE_NOT_FOUND') return facts
  const allowed = allowedMethods(request.url())
  if (!allowed.length) return facts
  response.header('Allow', allowed.join(', '))
  return { ...facts, status: 405, code: 'E_METHOD_NOT_ALLOWED', message: 'The address does not answer to this method' }
}

/** The same page once more, or the page of the form that could not be taken. */
const againOf = (ctx: HttpContext, { status }: ErrorFacts) => {
  if (status === 419) return ownReferer(ctx)
  return AGAIN.has(status) && ctx.request.method() === 'GET' ? ctx.request.url(true) : null
}

/** Errors of a part that is down say themselves that their outage was logged. */
const isLogged = (error: unknown) => Boolean((error as { isLogged?: boolean } | null)?.isLogged)
