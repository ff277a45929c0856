import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { EditReview } from '#registry/reviews/actions/edit_review'
import { findPluginHead } from '#registry/discovery/queries/find_plugin_head'
import { listPublicVersions } from '#registry/queries/registry_rows'
import { pluginHeadView } from '#registry/discovery/pages/plugin_head_view'
import { readReviewStanding } from '#registry/reviews/queries/review_standing'
import { reviewFormValidator, voteFormValidator } from '#registry/validators/review_validator'
import { reviewsView } from '#registry/pages/reviews_view'
import { SPANS, statisticsView } from '#registry/pages/statistics_view'
import { SubmitReview } from '#registry/reviews/actions/submit_review'
import { VoteOnReview } from '#registry/reviews/actions/vote_on_review'
import type { HttpContext } from '@adonisjs/core/http'

const PER_PAGE = 20

const statisticsValidator = vine.create({ days: vine.number().in([...SPANS]).optional() })
const pageValidator = vine.create({ page: vine.number().withoutDecimals().min(1).max(10_000).optional() })

/** What people say of a plugin, and saying it oneself. */
@inject()
export default class ReviewsController {
  constructor(
    private readonly submit: SubmitReview,
    private readonly edit: EditReview,
    private readonly voteOn: VoteOnReview
  ) {}

  async index(ctx: HttpContext) {
    const { user, params, request, view, i18n } = ctx
    const { page = 1 } = await pageValidator.validate(request.qs())
    const readerId = user?.id ?? null
    const plugin = await findPluginHead(params.name as string, readerId)
    const [reviews, standing, versions] = await Promise.all([
      reviewsView(plugin, { page: page - 1, perPage: PER_PAGE, readerId }),
      readReviewStanding(plugin.id, readerId),
      listPublicVersions(db, [plugin.id]),
    ])
    const { own, isPublisher } = standing
    return view.render('registry/reviews/index', {
      plugin,
      head: pluginHeadView(ctx, plugin, 'reviews'),
      reviews,
      own,
      isPublisher,
      mayWrite: readerId !== null && !isPublisher && own?.status !== 'hidden' && own?.status !== 'removed',
      form: own ?? { version: versions.find(({ id }) => id === plugin.default_version_id)?.version, rating: '', title: '', comment: '' },
      versions: versions.map(({ version }) => ({ value: version, label: version })),
      ratings: [5, 4, 3, 2, 1].map((value) => ({ value, label: i18n.t(`reviews.rating_${value}`) })),
      previousPage: page > 1 ? page - 1 : null,
      nextPage: reviews.hasMore ? page + 1 : null,
    })
  }

  /** The form is for the one review one has: the first time it is written, then rewritten. */
  async store(ctx: HttpContext) {
    const { title, ...text } = await ctx.request.validateUsing(reviewFormValidator)
    const plugin = await findPluginHead(ctx.params.name as string, ctx.user!.id)
    const { own } = await readReviewStanding(plugin.id, ctx.user!.id)
    const review = { actor: ctx.actor, plugin: plugin.name, ...text, title: title || null }
    const { status } = own ? await this.edit.handle({ ...review, reviewId: own.id }) : await this.submit.handle(review)
    ctx.session.flash('success', ctx.i18n.t(status === 'held' ? 'reviews.is_held' : 'reviews.saved'))
    return ctx.response.redirect().toRoute('registry.reviews.index', { name: plugin.name })
  }

  async vote(ctx: HttpContext) {
    const { helpful: isHelpful } = await ctx.request.validateUsing(voteFormValidator)
    const { name, id } = ctx.params as { name: string; id: string }
    await this.voteOn.handle({ actor: ctx.actor, plugin: name, reviewId: id, isHelpful })
    return ctx.response.redirect().back()
  }

  async statistics(ctx: HttpContext) {
    const { days = SPANS[0] } = await statisticsValidator.validate(ctx.request.qs())
    const plugin = await findPluginHead(ctx.params.name as string, ctx.user?.id ?? null)
    return ctx.view.render('registry/reviews/statistics', {
      plugin,
      head: pluginHeadView(ctx, plugin, 'statistics'),
      statistics: await statisticsView(plugin, { days, i18n: ctx.i18n }),
    })
  }
}
