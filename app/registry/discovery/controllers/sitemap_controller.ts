import vine from '@vinejs/vine'
import { absolute } from '#registry/discovery/pages/seo'
import { CATEGORIES } from '#registry/enums/category'
import { countKinds } from '#registry/discovery/catalogue/count_kinds'
import { listParts, listPluginPlaces, listPublisherPlaces } from '#registry/discovery/sitemap/list_places'
import { sendFile } from '#registry/discovery/send_file'
import { writeSitemap, writeSitemapIndex, type Place } from '#registry/discovery/sitemap/sitemap'
import type { HttpContext } from '@adonisjs/core/http'

const XML = 'application/xml; charset=utf-8'

/** What is for people who signed in, and for programs. */
const PRIVATE = [
  ...['/account', '/analyst', '/api/', '/cart', '/checkout', '/moderator', '/operator', '/publisher/', '/seller', '/sign-in', '/sign-up'],
  ...['/plugins?*cursor=', '/plugins?*page='],
]

const partValidator = vine.create({ after: vine.string().uuid().optional(), up_to: vine.string().uuid().optional() })

/** Tells search engines what there is, and what is not for them. */
export default class SitemapController {
  async index(ctx: HttpContext) {
    const parts = (await listParts()).map(({ after, upTo }) => {
      const query = new URLSearchParams({ ...(after ? { after } : {}), ...(upTo ? { up_to: upTo } : {}) }).toString()
      return { path: `/sitemaps/plugins.xml${query ? `?${query}` : ''}` }
    })
    const body = writeSitemapIndex([{ path: '/sitemaps/pages.xml' }, { path: '/sitemaps/publishers.xml' }, ...parts])
    return sendFile(ctx, { type: XML, body })
  }

  async plugins(ctx: HttpContext) {
    const { after, up_to: upTo } = await partValidator.validate(ctx.request.qs())
    return sendMap(ctx, await listPluginPlaces({ after, upTo }))
  }

  async publishers(ctx: HttpContext) {
    return sendMap(ctx, await listPublisherPlaces())
  }

  async pages(ctx: HttpContext) {
    const { tags } = await countKinds()
    return sendMap(ctx, [
      ...['/', '/plugins', '/plugins/categories', '/plugins/tags'].map((path) => ({ path })),
      ...CATEGORIES.map((category) => ({ path: `/plugins/categories/${category}` })),
      ...tags.map(({ value }) => ({ path: `/plugins/tags/${encodeURIComponent(value)}` })),
    ])
  }

  robots(ctx: HttpContext) {
    const lines = ['User-agent: *', ...PRIVATE.map((path) => `Disallow: ${path}`), '', `Sitemap: ${absolute('/sitemap.xml')}`, '']
    return sendFile(ctx, { type: 'text/plain; charset=utf-8', body: lines.join('\n') })
  }
}

const sendMap = (ctx: HttpContext, places: Place[]) => sendFile(ctx, { type: XML, body: writeSitemap(places) })
