import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { FLAG_REASONS } from '#registry/reviews/review_states'
import { FlagReview } from '#registry/reviews/actions/flag_review'
import { flagValidator, replyValidator } from '#registry/validators/review_validator'
import { findShownReview } from '#registry/reviews/queries/find_review'
import { isPublisherMember } from '#registry/reviews/queries/publisher_members'
import { ReviewNotFound } from '#registry/reviews/exceptions'
import { ReplyToReview } from '#registry/reviews/actions/reply_to_review'
import { WithdrawReview } from '#registry/reviews/actions/withdraw_review'
import type { HttpContext } from '@adonisjs/core/http'

type Params = { name: string; id: string }

/** Reporting a review, and the publisher's answer to it: small forms that open above the list. */
@inject()
export default class ReviewActsController {
  constructor(
    private readonly flagReview: FlagReview,
    private readonly replyTo: ReplyToReview,
    private readonly takeBack: WithdrawReview
  ) {}

  async report({ params, view, i18n }: HttpContext) {
    const { name, id } = params as Params
    const review = await findShownReview(db, { id, plugin: name })
    const reasons = FLAG_REASONS.map((value) => ({ value, label: i18n.t(`reviews.flag_${value}`) }))
    return view.render('registry/reviews/flag', { review, reasons })
  }

  async flag(ctx: HttpContext) {
    const { name, id } = ctx.params as Params
    const { reason, note = null } = await ctx.request.validateUsing(flagValidator)
    await this.flagReview.handle({ actor: ctx.actor, plugin: name, reviewId: id, reason, note })
    return back(ctx, 'reviews.flagged')
  }

  /** For everybody else there is no such page. */
  async leave({ user, params, view }: HttpContext) {
    const { name, id } = params as Params
    const review = await findShownReview(db, { id, plugin: name })
    if (review.user_id !== user!.id) throw new ReviewNotFound()
    return view.render('registry/reviews/withdraw', { review })
  }

  async withdraw(ctx: HttpContext) {
    const { name, id } = ctx.params as Params
    await this.takeBack.handle({ actor: ctx.actor, plugin: name, reviewId: id })
    return back(ctx, 'reviews.withdrawn')
  }

  /** For everybody else there is no such page. */
  async answer({ user, params, view }: HttpContext) {
    const { name, id } = params as Params
    const review = await findShownReview(db, { id, plugin: name })
    if (!(await isPublisherMember(db, review.plugin_id, user!.id))) throw new ReviewNotFound()
    return view.render('registry/reviews/reply', { review })
  }

  async reply(ctx: HttpContext) {
    const { name, id } = ctx.params as Params
    const { text } = await ctx.request.validateUsing(replyValidator)
    await this.replyTo.handle({ actor: ctx.actor, plugin: name, reviewId: id, text })
    return back(ctx, 'reviews.replied')
  }

  async removeReply(ctx: HttpContext) {
    const { name, id } = ctx.params as Params
    await this.replyTo.remove({ actor: ctx.actor, plugin: name, reviewId: id })
    return back(ctx, 'reviews.reply_removed')
  }
}

function back({ session, i18n, params, response }: HttpContext, text: string) {
  session.flash('success', i18n.t(text))
  return response.redirect().toRoute('registry.reviews.index', { name: (params as Params).name })
}
