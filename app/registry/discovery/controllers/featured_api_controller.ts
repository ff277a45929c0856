import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { featureValidator } from '#registry/discovery/validators'
import { FeaturePlugin, type FeaturedSpan } from '#registry/discovery/featured/feature_plugin'
import { listFeatured } from '#registry/discovery/featured/list_featured'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import type { HttpContext } from '@adonisjs/core/http'

const LAST_PLACE = 1000

/** The operator's list of featured plugins by program. */
@inject()
export default class FeaturedApiController {
  constructor(private readonly feature: FeaturePlugin) {}

  async index(ctx: HttpContext) {
    allow(ctx)
    const rows = await listFeatured()
    return sendWire(ctx, {
      data: rows.map((row) => ({ ...toJson({ plugin: row.name, ...row }), publisher: row.publisher, state: row.state })),
    })
  }

  async update(ctx: HttpContext) {
    allow(ctx)
    const {
      position = LAST_PLACE,
      starts_at: startsAt = null,
      ends_at: endsAt = null,
    } = await featureValidator.validate(snakeKeys(ctx.request.body()))
    const span = await this.feature.handle({
      actor: ctx.actor,
      plugin: ctx.params.name as string,
      position,
      startsAt: toDate(startsAt),
      endsAt: toDate(endsAt),
    })
    return sendWire(ctx, toJson(span))
  }

  async destroy(ctx: HttpContext) {
    allow(ctx)
    await this.feature.remove({ actor: ctx.actor, plugin: ctx.params.name as string })
    return ctx.response.noContent()
  }
}

const toDate = (text: string | null) => (text === null ? null : new Date(text))

function allow({ access }: HttpContext) {
  if (!access.can('registry.feature')) throw new Forbidden()
}

const toJson = ({ plugin, position, starts_at: startsAt, ends_at: endsAt }: FeaturedSpan) => ({
  plugin_name: plugin,
  position,
  starts_at: startsAt.toISOString(),
  ends_at: endsAt?.toISOString() ?? null,
})
