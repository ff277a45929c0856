import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { areaOf } from '#registry/takedowns/controllers/area_of'
import { RestrictPublisher } from '#registry/takedowns/actions/restrict_publisher'
import { publisherFormValidator } from '#registry/takedowns/validators'
import { findWatchedPublisher } from '#registry/takedowns/queries/watched_publishers'
import type { HttpContext } from '@adonisjs/core/http'

/** Having whatever a publisher submits wait for a moderator, and ending that. */
@inject()
export default class WatchedPublishersController {
  constructor(private readonly restrict: RestrictPublisher) {}

  async create(ctx: HttpContext) {
    const publisher = await find(ctx)
    const act = publisher.restricted_at ? 'lift' : 'restrict'
    return ctx.view.render('registry/trust/restrict_publisher', { area: areaOf(ctx), publisher, act, plugin: ctx.params.plugin })
  }

  async store(ctx: HttpContext) {
    const publisher = await find(ctx)
    const { act, reason, note } = await ctx.request.validateUsing(publisherFormValidator)
    await this.restrict.handle({
      ...{ actor: ctx.actor, publisherId: publisher.id, isRestricted: act === 'restrict' },
      ...{ publicReason: reason, internalNote: note ?? undefined },
    })
    ctx.session.flash('success', ctx.i18n.t(`trust.publisher_done_${act}`, { publisher: publisher.name }))
    return ctx.response.redirect(`/${areaOf(ctx)}/registry-plugins`)
  }
}

async function find({ params }: HttpContext) {
  const publisher = await findWatchedPublisher(params.id as string)
  if (!publisher) throw new NotFound()
  return publisher
}
