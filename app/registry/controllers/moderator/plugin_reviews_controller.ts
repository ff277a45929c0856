import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { Forbidden, NotFound } from '#core/http/exceptions'
import { findReviewCase, type ReviewCase } from '#registry/reviews/queries/find_review_case'
import { listReviewRows } from '#registry/reviews/queries/list_review_rows'
import { moderatorActs, type ReviewAct } from '#registry/reviews/review_states'
import { pluginReviewsTable } from '#registry/tables/plugin_reviews_table'
import { ReviewNotFound } from '#registry/reviews/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

const reasonValidator = vine.create({ reason: vine.string().trim().minLength(5).maxLength(1_000) })

const TONES: Record<string, 'good' | 'warn' | 'bad' | 'neutral'> = { published: 'good', flagged: 'warn', hidden: 'bad', removed: 'bad' }

/** Reviews of plugins as moderators find them: hiding one without waiting for reports, showing it again, removing it for good. */
@inject()
export default class PluginReviewsController {
  constructor(private readonly statuses: ChangeReviewStatus) {}

  async index(ctx: HttpContext) {
    return pluginReviewsTable.render(ctx, listReviewRows, { view: 'registry/reviews/moderate' })
  }

  async show({ user, params, view, i18n }: HttpContext) {
    const review = await find(params.id as string)
    return view.render('registry/reviews/case', {
      review,
      acts: isOwn(review, user!.id) ? [] : moderatorActs(review.status),
      history: review.history.map(({ to_status: status, public_reason: reason, actor, at }) => ({
        title: i18n.t(`reviews.status_${status}`),
        at,
        by: actor ?? undefined,
        text: reason ?? undefined,
        tone: TONES[status] ?? 'neutral',
      })),
    })
  }

  async confirm({ params, view }: HttpContext) {
    const review = await find(params.id as string)
    const act = params.act as ReviewAct
    if (!moderatorActs(review.status).includes(act)) throw new NotFound()
    return view.render('registry/reviews/act', { review, act })
  }

  async store(ctx: HttpContext) {
    const review = await find(ctx.params.id as string)
    const act = ctx.params.act as ReviewAct
    if (!['hide', 'restore', 'remove'].includes(act)) throw new NotFound()
    const { reason } = await ctx.request.validateUsing(reasonValidator)
    if (isOwn(review, ctx.user!.id)) throw new Forbidden()
    const change = { actor: ctx.actor, reviewId: review.id, act, reasonCode: 'other', publicReason: reason }
    await db.transaction((trx) => this.statuses.apply(trx, change))
    ctx.session.flash('success', ctx.i18n.t(`reviews.done_${act}`))
    return ctx.response.redirect().toRoute('moderator.plugin_reviews.show', { id: review.id })
  }
}

async function find(id: string): Promise<ReviewCase> {
  const review = await findReviewCase(id)
  if (!review) throw new ReviewNotFound()
  return review
}

const isOwn = ({ owner_ids: owners }: ReviewCase, userId: string) => owners.includes(userId)
