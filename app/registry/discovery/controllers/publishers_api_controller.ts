import { describeResults } from '#registry/search/describe_results'
import { findPublisher, listPublisherPlugins, type PublisherHead } from '#registry/discovery/queries/find_publisher'
import { pageValidator } from '#registry/discovery/validators'
import { sendPublic } from '#registry/wire/tagged'
import { toPluginCard } from '#registry/wire/plugin_card'
import type { HttpContext } from '@adonisjs/core/http'

const LIMIT = 20

/** Who publishes. */
export default class PublishersApiController {
  async show(ctx: HttpContext) {
    return sendPublic(ctx, toJson(await findPublisher(ctx.params.slug as string, null)))
  }

  async plugins(ctx: HttpContext) {
    const { limit = LIMIT, cursor } = await pageValidator.validate(ctx.request.qs())
    const { id } = await findPublisher(ctx.params.slug as string, null)
    const { data, meta } = await listPublisherPlugins(id, { limit, cursor })
    return sendPublic(ctx, { data: (await describeResults(data, { locale: 'en', matched: null })).map(toPluginCard), meta })
  }
}

const toJson = (publisher: PublisherHead) => ({
  slug: publisher.slug,
  name: publisher.name,
  kind: publisher.kind,
  official: publisher.is_first_party,
  verified: publisher.verified_at !== null,
  verified_at: publisher.verified_at?.toISOString() ?? null,
  verify_method: publisher.verified_at ? publisher.verify_method : null,
  plugins: publisher.plugins,
  downloads: publisher.downloads,
  rating: publisher.rating,
  reviews_count: publisher.reviews,
  followers: publisher.followers,
  joined_at: publisher.created_at.toISOString(),
})
