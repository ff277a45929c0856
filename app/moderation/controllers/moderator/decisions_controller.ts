import { inject } from '@adonisjs/core'
import { nudge } from '#core/live/nudge'
import { NotFound } from '#core/http/exceptions'
import { ReviewItemNotFound } from '#moderation/exceptions'
import { Settings } from '#core/settings/settings'
import { appealDays } from '#registry/reports/settings'
import { fillText, reasonsFor, valuesOf } from '#moderation/canned_texts/canned_text'
import { listFittingTexts } from '#moderation/canned_texts/canned_texts'
import { usedTextValidator } from '#moderation/validators/canned_text_validator'
import { verbOf } from '#moderation/decision_words'
import { decisionValidator } from '#moderation/validators/decision_validator'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import { DECISIONS, type Decision } from '#moderation/subjects/review_subject'
import { findNextReviewItem, findReviewItem, type ReviewItem } from '#moderation/queries/review_items'
import type { HttpContext } from '@adonisjs/core/http'

/** Deciding one thing: a form that asks for the reason, then on to what is due next. */
@inject()
export default class DecisionsController {
  constructor(
    private readonly decide: DecideReviewItem,
    private readonly subjects: ReviewSubjects,
    private readonly settings: Settings
  ) {}

  async create({ params, request, view, i18n }: HttpContext) {
    const decision = params.decision as Decision
    if (!DECISIONS.includes(decision)) throw new NotFound()
    const item = await findReviewItem(params.id as string)
    if (!item) throw new ReviewItemNotFound()
    const type = item.subject_type
    if (!this.subjects.of(type).decisions.includes(decision)) throw new NotFound()
    const { text: usedId, language = i18n.locale } = await usedTextValidator.validate(request.qs())
    const { texts, reasons } = await this.#texts(item, { decision, i18n })
    const isAbout = ({ code }: { code: string }) => item.reasons.some((reason) => reason.code === `about_${code}`)
    const used = texts.find(({ id }) => id === usedId) ?? texts.find(isAbout) ?? texts[0]
    return view.render('moderation/moderator/decide', {
      ...{ item, decision, reasons, texts },
      verb: verbOf(i18n, type, decision),
      effect: i18n.t(`moderation.effect_${type}_${decision}`),
      used: used ? { code: used.code, text: language === 'ru' ? used.ru : used.en } : { code: reasons[0].value, text: '' },
    })
  }

  /** The kept texts that fit, filled in, and the reasons one can choose. */
  async #texts(item: ReviewItem, { decision, i18n }: { decision: Decision; i18n: HttpContext['i18n'] }) {
    const values = valuesOf(item, await this.settings.get(appealDays))
    const labelOf = (code: string) => i18n.t(`moderation.code_${code}`)
    const texts = (await listFittingTexts(item.subject_type, decision)).map(({ id, reason_code: code, body_en: en, body_ru: ru }) => ({
      ...{ id, code, label: labelOf(code) },
      ...{ en: fillText(en, values), ru: fillText(ru, values) },
    }))
    return { texts, reasons: reasonsFor(item.subject_type, decision).map((value) => ({ value, label: labelOf(value) })) }
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
      decidesEscalated: ctx.access.can('moderation.decide_escalated'),
    })
    nudge('moderation/queue')
    ctx.session.flash('success', ctx.i18n.t(`moderation.done_${decision}`, { title }))
    const nextId = item && (await findNextReviewItem(item))
    if (nextId) return ctx.response.redirect().toRoute('moderator.reviews.show', { id: nextId })
    return ctx.response.redirect().toRoute('moderator.reviews.index')
  }
}
