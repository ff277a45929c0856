import { inject } from '@adonisjs/core'
import { nudge } from '#core/live/nudge'
import { NotFound } from '#core/http/exceptions'
import { ReviewItemNotFound } from '#moderation/exceptions'
import { cannedReasons } from '#moderation/pages/canned_reasons'
import { decisionValidator } from '#moderation/validators/decision_validator'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import { DECISIONS, type Decision } from '#moderation/subjects/review_subject'
import { findNextReviewItem, findReviewItem } from '#moderation/queries/review_items'
import type { HttpContext } from '@adonisjs/core/http'

/** Deciding one thing: a form that asks for the reason, then on to what is due next. */
@inject()
export default class DecisionsController {
  constructor(
    private readonly decide: DecideReviewItem,
    private readonly subjects: ReviewSubjects
  ) {}

  async create({ params, view, i18n }: HttpContext) {
    const decision = params.decision as Decision
    if (!DECISIONS.includes(decision)) throw new NotFound()
    const item = await findReviewItem(params.id as string)
    if (!item) throw new ReviewItemNotFound()
    const type = item.subject_type
    if (!this.subjects.of(type).decisions.includes(decision)) throw new NotFound()
    const effect = i18n.t(`moderation.effect_${type}_${decision}`)
    return view.render('moderation/moderator/decide', { item, decision, effect, reasons: cannedReasons(type, decision, i18n) })
  }

  async store(ctx: HttpContext) {
    const itemId = ctx.params.id as string
    const { version, decision, reason_code: reasonCode, reason, note } = await ctx.request.validateUsing(decisionValidator)
    const item = await findReviewItem(itemId)
    const { title } = await this.decide.handle({
      actor: ctx.actor,
      itemId,
      expectedVersion: version,
      decision,
      reasonCode,
      publicReason: reason,
      internalNote: note ?? undefined,
    })
    nudge('moderation/queue')
    ctx.session.flash('success', ctx.i18n.t(`moderation.done_${decision}`, { title }))
    const nextId = item && (await findNextReviewItem(item))
    if (nextId) return ctx.response.redirect().toRoute('moderator.reviews.show', { id: nextId })
    return ctx.response.redirect().toRoute('moderator.reviews.index')
  }
}
