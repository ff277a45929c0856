import { Unauthenticated } from '#core/http/exceptions'
import { isForPrograms } from '#core/http/problem'
import { ownPath } from '#identity/own_path'
import { isFreshProof } from '#identity/step_up/fresh_proof'
import { StepUpRequired } from '#identity/step_up/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * The door of dangerous acts: the proof of who one is must be fresh. A program's token proves nothing anew; what it may do
 * stands in its scopes, and no dangerous route names any.
 */
export default class StepUpMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.user) throw new Unauthenticated()
    if (ctx.actor.grant || (await isFreshProof(ctx.provedAt))) return next()
    throw new StepUpRequired(isForPrograms(ctx.request.url()) ? undefined : confirmPath(ctx))
  }
}

/** Back to the page itself, or to the one whose form was sent: what a form held is not kept. */
function confirmPath({ request }: HttpContext) {
  const next = request.method() === 'GET' ? request.url(true) : pathOf(request.header('referer'))
  return `/account/confirm?next=${encodeURIComponent(ownPath(next, ''))}`
}

function pathOf(referer: string | undefined) {
  if (!referer || !URL.canParse(referer)) return ''
  const { pathname, search } = new URL(referer)
  return pathname + search
}
