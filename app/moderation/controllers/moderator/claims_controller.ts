import { inject } from '@adonisjs/core'
import { nudge } from '#core/live/nudge'
import { claimValidator, escalationValidator } from '#moderation/validators/decision_validator'
import { findReviewItem } from '#moderation/queries/review_items'
import { ReviewItemNotFound } from '#moderation/exceptions'
import { EscalateReviewItem } from '#moderation/actions/escalate_review_item'
import { ClaimReviewItem } from '#moderation/actions/claim_review_item'
import type { HttpContext } from '@adonisjs/core/http'

/** Keeping a thing for oneself while one looks at it. */
@inject()
export default class ClaimsController {
  constructor(
    private readonly claim: ClaimReviewItem,
    private readonly escalation: EscalateReviewItem
  ) {}

  async store(ctx: HttpContext) {
    await this.claim.handle(await input(ctx))
    return back(ctx)
  }

  async destroy(ctx: HttpContext) {
    await this.claim.release(await input(ctx))
    return back(ctx)
  }

  /** The form that asks why. */
  async create({ params, view }: HttpContext) {
    const item = await findReviewItem(params.id as string)
    if (!item) throw new ReviewItemNotFound()
    return view.render('moderation/moderator/escalate', { item })
  }

  async escalate(ctx: HttpContext) {
    const { version, note } = await ctx.request.validateUsing(escalationValidator)
    await this.escalation.handle({ actor: ctx.actor, itemId: ctx.params.id as string, expectedVersion: version, note })
    ctx.session.flash('success', ctx.i18n.t('moderation.escalated_done'))
    return back(ctx)
  }
}

async function input({ actor, params, request }: HttpContext) {
  const { version } = await request.validateUsing(claimValidator)
  return { actor, itemId: params.id as string, expectedVersion: version }
}

function back({ params, response }: HttpContext) {
  nudge('moderation/queue')
  return response.redirect().toRoute('moderator.reviews.show', { id: params.id as string })
}
