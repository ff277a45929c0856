import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { canonicalName } from '#registry/names/plugin_name'
import { EditReview } from '#registry/reviews/actions/edit_review'
import { FlagReview } from '#registry/reviews/actions/flag_review'
import { findPublicPlugin } from '#registry/queries/registry_rows'
import { listReviews, readRatingFigures } from '#registry/reviews/queries/list_reviews'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { ReplyToReview } from '#registry/reviews/actions/reply_to_review'
import { lastSerial } from '#registry/serial/registry_serial'
import { sendPublic } from '#registry/wire/tagged'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { SubmitReview } from '#registry/reviews/actions/submit_review'
import { toRatingJson, toReviewJson } from '#registry/reviews/wire/review_json'
import { VoteOnReview } from '#registry/reviews/actions/vote_on_review'
import { WithdrawReview } from '#registry/reviews/actions/withdraw_review'
import { flagValidator, replyValidator, reviewListValidator, reviewValidator, voteValidator } from '#registry/validators/review_validator'
import type { HttpContext } from '@adonisjs/core/http'

type Params = { name: string; review_id: string; id: string }

const PER_PAGE = 20

/** Reviews by program, in the shapes that registry clients know. */
@inject()
export default class ReviewsController {
  constructor(
    private readonly submit: SubmitReview,
    private readonly edit: EditReview,
    private readonly voteOn: VoteOnReview,
    private readonly replyTo: ReplyToReview,
    private readonly flagReview: FlagReview,
    private readonly withdraw: WithdrawReview
  ) {}

  async index(ctx: HttpContext) {
    const { page = 0, per_page: perPage = PER_PAGE } = await reviewListValidator.validate(snakeKeys(ctx.request.qs()))
    const plugin = await findPublicPlugin(db, canonicalName((ctx.params as Params).name))
    if (!plugin) throw new PluginNotFound()
    const [rows, figures] = await Promise.all([listReviews(plugin.id, { page, perPage }), readRatingFigures(plugin.id)])
    return sendPublic(ctx, {
      reviews: rows.map(toReviewJson),
      total: figures.total,
      page,
      per_page: perPage,
      stats: toRatingJson(figures),
    })
  }

  async store(ctx: HttpContext) {
    const text = await read(ctx)
    const { id, status } = await this.submit.handle({ actor: ctx.actor, plugin: (ctx.params as Params).name, ...text })
    const message = status === 'held' ? 'Review received; it is shown in a while' : 'Review submitted successfully'
    return done(ctx, { review_id: id, status, message })
  }

  async update(ctx: HttpContext) {
    const text = await read(ctx)
    const { name: plugin, review_id: reviewId } = ctx.params as Params
    const { id, status } = await this.edit.handle({ actor: ctx.actor, plugin, reviewId, ...text })
    return done(ctx, { review_id: id, status, message: 'Review updated successfully' })
  }

  async destroy(ctx: HttpContext) {
    const { name: plugin, review_id: reviewId } = ctx.params as Params
    await this.withdraw.handle({ actor: ctx.actor, plugin, reviewId })
    return done(ctx, { message: 'Review withdrawn' })
  }

  async vote(ctx: HttpContext) {
    const { helpful: isHelpful } = await voteValidator.validate(ctx.request.body())
    const { name: plugin, review_id: reviewId } = ctx.params as Params
    await this.voteOn.handle({ actor: ctx.actor, plugin, reviewId, isHelpful })
    return done(ctx, { message: 'Vote recorded' })
  }

  async flag(ctx: HttpContext) {
    const { reason, note = null } = await flagValidator.validate(ctx.request.body())
    const { name: plugin, review_id: reviewId } = ctx.params as Params
    await this.flagReview.handle({ actor: ctx.actor, plugin, reviewId, reason, note })
    return done(ctx, { message: 'Thank you: moderators look at what several people report' })
  }

  async reply(ctx: HttpContext) {
    const { text } = await replyValidator.validate(ctx.request.body())
    await this.replyTo.handle({ actor: ctx.actor, reviewId: (ctx.params as Params).id, text })
    return done(ctx, { message: 'Response saved' })
  }

  async removeReply(ctx: HttpContext) {
    await this.replyTo.remove({ actor: ctx.actor, reviewId: (ctx.params as Params).id })
    return done(ctx, { message: 'Response removed' })
  }
}

/** With the serial from which on everybody reads what was done. */
const done = async (ctx: HttpContext, body: Record<string, unknown>) =>
  sendWire(ctx, { success: true, ...body, serial: await lastSerial() })

async function read({ request }: HttpContext) {
  const { title, ...text } = await reviewValidator.validate(snakeKeys(request.body()))
  return { ...text, title: title || null }
}
