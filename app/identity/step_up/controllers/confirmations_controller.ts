import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { markProved } from '#identity/start_session'
import { CheckPasskey } from '#identity/passkeys/check_passkey'
import { passkeyAnswerValidator } from '#identity/passkeys/validators'
import { listProofButtons } from '#identity/providers/provider_buttons'
import { giveBackForm } from '#identity/step_up/interrupted_form'
import { ProveAgain } from '#identity/step_up/prove_again'
import { RecordProof } from '#identity/step_up/record_proof'
import { proofValidator } from '#identity/step_up/validators'
import type { HttpContext } from '@adonisjs/core/http'

const FALLBACK = '/account/security'

/** Between a page and a dangerous act: prove once more that it is you. */
@inject()
export default class ConfirmationsController {
  constructor(
    private readonly proveAgain: ProveAgain,
    private readonly recordProof: RecordProof,
    private readonly checkPasskey: CheckPasskey
  ) {}

  async create({ request, user, view }: HttpContext) {
    const next = ownPath(request.qs().next, '')
    return view.render('identity/account/confirm', { next, providers: await listProofButtons(user!, next || FALLBACK) })
  }

  async store(ctx: HttpContext) {
    const { actor, user, request } = ctx
    const proof = await request.validateUsing(proofValidator)
    await this.proveAgain.handle({ ...proof, user: user!, ip: request.ip() })
    await this.recordProof.handle(actor, user!.hasSecondFactor ? 'code' : 'password')
    return goOn(ctx)
  }

  async passkeyOptions(ctx: HttpContext) {
    return this.checkPasskey.options(ctx, { purpose: 'step_up', userId: ctx.user!.id })
  }

  async passkey(ctx: HttpContext) {
    const { credential } = await ctx.request.validateUsing(passkeyAnswerValidator)
    await this.checkPasskey.handle(ctx, credential, { purpose: 'step_up', userId: ctx.user!.id })
    await this.recordProof.handle(ctx.actor, 'passkey')
    return goOn(ctx)
  }
}

/** Under a new session id: a copy of the cookie from before has not proved anything, and is a guest's. */
async function goOn(ctx: HttpContext) {
  ctx.session.regenerate()
  await ctx.session.tag(ctx.user!.id)
  markProved(ctx)
  const path = ownPath(ctx.request.input('next'), FALLBACK)
  giveBackForm(ctx, { userId: ctx.user!.id, path })
  return ctx.response.redirect().toPath(path)
}
