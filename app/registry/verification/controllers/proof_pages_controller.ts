import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { AskForProof } from '#registry/verification/actions/ask_for_proof'
import { CheckProof } from '#registry/verification/actions/check_proof'
import { claimValidator } from '#registry/verification/validators'
import { findOwnStanding, listSpokenFor } from '#registry/verification/queries/publisher_standing'
import { toStandingJson } from '#registry/verification/standing_json'
import type { HttpContext } from '@adonisjs/core/http'

/** A publisher's own pages about being verified. */
@inject()
export default class ProofPagesController {
  constructor(
    private readonly ask: AskForProof,
    private readonly check: CheckProof
  ) {}

  async index({ user, view }: HttpContext) {
    return view.render('registry/verification/publishers', { publishers: await listSpokenFor(db, user!.id) })
  }

  async show({ actor, params, view, i18n }: HttpContext) {
    const standing = await findOwnStanding(db, actor, params.slug as string)
    const methods = (['dns', 'web'] as const).map((value) => ({ value, label: i18n.t(`verification.method_${value}`) }))
    return view.render('registry/verification/proof', { publisher: standing, told: toStandingJson(standing), methods })
  }

  async update(ctx: HttpContext) {
    const claim = await ctx.request.validateUsing(claimValidator)
    await this.ask.handle({ actor: ctx.actor, publisher: ctx.params.slug as string, ...claim })
    return back(ctx, 'verification.was_asked')
  }

  async store(ctx: HttpContext) {
    await this.check.handle({ actor: ctx.actor, publisher: ctx.params.slug as string })
    return back(ctx, 'verification.was_proved')
  }
}

function back({ session, i18n, params, response }: HttpContext, said: string) {
  session.flash('success', i18n.t(said))
  return response.redirect().toRoute('publisher.verification.show', { slug: params.slug as string })
}
