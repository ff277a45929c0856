import { absolute } from '#registry/discovery/pages/seo'
import { xmlText } from '#registry/discovery/xml'

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

export type Place = { path: string; at?: Date | null }

export const writeSitemap = (places: Place[]) => write('urlset', 'url', places)
export const writeSitemapIndex = (places: Place[]) => write('sitemapindex', 'sitemap', places)

function write(root: string, item: string, places: Place[]): string {
  const items = places.map(({ path, at }) => {
    const modified = at ? `<lastmod>${at.toISOString()}</lastmod>` : ''
    return `<${item}><loc>${xmlText(absolute(path))}</loc>${modified}</${item}>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n${items.join('\n')}\n</${root}>\n`
}
