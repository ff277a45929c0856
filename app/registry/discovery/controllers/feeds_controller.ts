import { CATEGORIES } from '#registry/enums/category'
import { NotFound } from '#core/http/exceptions'
import { absolute } from '#registry/discovery/pages/seo'
import { findPluginHead } from '#registry/discovery/queries/find_plugin_head'
import { findPublisher } from '#registry/discovery/queries/find_publisher'
import { listReleases } from '#registry/discovery/feeds/list_releases'
import { listWarnings } from '#registry/discovery/feeds/list_warnings'
import { localized } from '#runtime/manifest/plugin_manifest'
import { sendFile } from '#registry/discovery/send_file'
import { writeFeed, type Feed } from '#registry/discovery/feeds/write_feed'
import type { HttpContext } from '@adonisjs/core/http'

/** A feed that never had an entry. */
const LONG_AGO = new Date(0)

/** New versions and security advisories as Atom feeds. */
export default class FeedsController {
  async releases(ctx: HttpContext) {
    const path = '/feeds/plugins.atom'
    const entries = await listReleases({})
    return send(ctx, { id: absolute(path), title: 'New plugin versions', path, page: '/plugins', since: LONG_AGO, entries })
  }

  async advisories(ctx: HttpContext) {
    const path = '/feeds/advisories.atom'
    const entries = await listWarnings()
    return send(ctx, {
      id: absolute(path),
      title: 'Security advisories about plugins',
      path,
      page: '/advisories',
      since: LONG_AGO,
      entries,
    })
  }

  async plugin(ctx: HttpContext) {
    const plugin = await findPluginHead(ctx.params.name as string, null)
    const page = `/plugins/${plugin.name}`
    return send(ctx, {
      ...{ id: `urn:uuid:${plugin.id}`, title: `Versions of ${localized(plugin.manifest.name, 'en')}`, path: `${page}/feed.atom`, page },
      since: plugin.created_at,
      entries: await listReleases({ pluginId: plugin.id }),
    })
  }

  async publisher(ctx: HttpContext) {
    const publisher = await findPublisher(ctx.params.slug as string, null)
    const page = `/publishers/${publisher.slug}`
    return send(ctx, {
      ...{ id: `urn:uuid:${publisher.id}`, title: `New versions by ${publisher.name}`, path: `${page}/feed.atom`, page },
      since: publisher.created_at,
      entries: await listReleases({ publisherId: publisher.id }),
    })
  }

  async category(ctx: HttpContext) {
    const category = CATEGORIES.find((known) => known === ctx.params.category)
    if (!category) throw new NotFound()
    const page = `/plugins/categories/${category}`
    return send(ctx, {
      ...{ id: absolute(`${page}/feed.atom`), title: `New plugin versions: ${category}`, path: `${page}/feed.atom`, page },
      since: LONG_AGO,
      entries: await listReleases({ category }),
    })
  }
}

const send = (ctx: HttpContext, feed: Feed) => sendFile(ctx, { type: 'application/atom+xml; charset=utf-8', body: writeFeed(feed) })
