import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { factsOf } from '#core/http/error_facts'
import { backToForm, isFormRefusal } from '#core/http/form_refusal'
import { addPagePolicy } from '#core/http/page_policy'
import { problemOf, wantsJson } from '#core/http/problem'
import { chooseLocale } from '#core/middleware/locale_middleware'

/** One place turns every error into an answer; unexpected ones are logged once, with the request id. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = false
  protected renderStatusPages = false

  async handle(error: unknown, ctx: HttpContext) {
    const facts = factsOf(error)
    if (isFormRefusal(facts) && isPanelForm(ctx)) return backToForm(ctx, facts)
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
    ctx.logger.error({ err: error, request_id: ctx.request.id(), method: ctx.request.method(), url: ctx.request.url() }, 'unexpected error')
  }

  async #page(ctx: HttpContext, facts: ReturnType<typeof factsOf>) {
    if (!ctx.view) return ctx.response.send(`${facts.status} ${facts.message}`)
    if (!ctx.i18n) chooseLocale(ctx)
    addPagePolicy(ctx)
    const html = await ctx.view.render('core/error', { ...facts, requestId: ctx.request.id() })
    return ctx.response.header('Content-Type', 'text/html; charset=utf-8').send(html)
  }
}

/** A form of a panel is shown again with its input and messages: Adonis flashes both. */
const isPanelForm = (ctx: HttpContext) => !wantsJson(ctx) && ctx.request.method() !== 'GET' && 'session' in ctx && ctx.session.initiated

/** Errors of a part that is down say themselves that their outage was logged. */
const isLogged = (error: unknown) => Boolean((error as { isLogged?: boolean } | null)?.isLogged)
