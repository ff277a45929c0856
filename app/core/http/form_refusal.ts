import { flashInput } from '#core/http/flash_input'
import { ownReferer } from '#core/http/own_referer'
import { wantsJson } from '#core/http/problem'
import type { ErrorFacts } from '#core/http/error_facts'
import type { HttpContext } from '@adonisjs/core/http'

/** Refusals of a form that belong beside it; a missing page or right is a page of its own. */
const BESIDE_THE_FORM = new Set([400, 401, 409, 419, 422, 429])

/** Where the refusal leads elsewhere, to the sign-in or a fresh proof, there is no form to go back to. */
export const isFormRefusal = ({ status, redirectTo }: ErrorFacts) => BESIDE_THE_FORM.has(status) && !redirectTo

/**
 * Whether the form can be shown again: one of ours, in a session that keeps what was typed. A form that expired comes back only where
 * the browser sent its session along: one that keeps no cookies would lose the word about it as well.
 */
export function isReturnable(ctx: HttpContext, { status }: ErrorFacts): boolean {
  if (wantsJson(ctx) || ctx.request.method() === 'GET' || !('session' in ctx) || !ctx.session.initiated) return false
  return status !== 419 || (!ctx.session.fresh && ownReferer(ctx) !== null)
}

/** Shows the form again with its input: the refusal on the field it names, else above the form. In the page's language. */
export function backToForm(ctx: HttpContext, facts: ErrorFacts) {
  const text = ctx.i18n?.t(`errors.${facts.code}`, {}, facts.message) ?? facts.message
  const told = (message: string, rule: string) => ctx.i18n?.t(`validation.refused.${facts.code}.${rule}`, {}, message) ?? message
  const messages = facts.details.map(({ field, message, rule = '' }) => {
    const own = told(message, rule)
    return { field, message: own === facts.message ? text : own }
  })
  flashInput(ctx)
  if (messages.length) ctx.session.flashValidationErrors({ code: facts.code, messages } as never, false)
  else ctx.session.flash('error', text)
  return ctx.response.redirect().back()
}
