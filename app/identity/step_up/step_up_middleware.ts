import { Unauthenticated } from '#core/http/exceptions'
import { isForPrograms } from '#core/http/problem'
import { ownPath } from '#identity/own_path'
import { isFreshProof } from '#identity/step_up/fresh_proof'
import { keepInterruptedForm } from '#identity/step_up/interrupted_form'
import { StepUpRequired } from '#identity/step_up/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * The door of dangerous acts: the proof of who one is must be fresh. A program's token proves nothing anew: what it may do
 * stands in its scopes, and a fresh proof was asked for when it was made.
 */
export default class StepUpMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.user) throw new Unauthenticated()
    if (ctx.actor.grant || (await isFreshProof(ctx.provedAt))) return next()
    throw new StepUpRequired(isForPrograms(ctx.request.url()) ? undefined : confirmPath(ctx))
  }
}

/** Back to the page itself, or to the one whose form was sent, with what it held. */
function confirmPath(ctx: HttpContext) {
  const { request } = ctx
  const isForm = request.method() !== 'GET'
  const next = ownPath(isForm ? pathOf(request.header('referer')) : request.url(true), '')
  if (isForm && next) keepInterruptedForm(ctx, next)
  return `/account/confirm?next=${encodeURIComponent(next)}`
}

function pathOf(referer: string | undefined) {
  if (!referer || !URL.canParse(referer)) return ''
  const { pathname, search } = new URL(referer)
  return pathname + search
}
