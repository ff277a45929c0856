import { absolute, seoOf } from '#registry/discovery/pages/seo'
import { describeShelf } from '#registry/discovery/pages/plugin_tiles'
import { findPublisher, listPublisherPlugins } from '#registry/discovery/queries/find_publisher'
import { pageValidator } from '#registry/discovery/validators'
import type { HttpContext } from '@adonisjs/core/http'

const PER_PAGE = 24

/** Who publishes, as everybody sees them. */
export default class PublisherPageController {
  async show(ctx: HttpContext) {
    const { request, params, user, view, i18n } = ctx
    const { cursor } = await pageValidator.validate(request.qs())
    const publisher = await findPublisher(params.slug as string, user?.id ?? null)
    const { data, meta } = await listPublisherPlugins(publisher.id, { limit: PER_PAGE, cursor })
    const path = `/publishers/${publisher.slug}`
    const description = i18n.t('discovery.publisher_description', { name: publisher.name, count: publisher.plugins })
    return view.render('registry/discovery/publisher', {
      publisher,
      plugins: await describeShelf(data, i18n),
      isSignedIn: Boolean(user),
      isFirst: !cursor,
      nextUrl: meta.next_cursor ? `${path}?cursor=${meta.next_cursor}` : null,
      description,
      seo: seoOf(ctx, {
        ...{ title: publisher.name, description, path, isIndexed: !cursor },
        feeds: [{ title: i18n.t('discovery.feed_of', { name: publisher.name }), url: `${path}/feed.atom` }],
        jsonLd: { '@context': 'https://schema.org', '@type': 'Organization', 'name': publisher.name, 'url': absolute(path) },
      }),
    })
  }
}
