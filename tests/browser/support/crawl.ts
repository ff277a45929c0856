import type { Page } from 'playwright'

export type Visit = { url: string; status: number }

/** Ids and slugs differ, pages do not: one of each kind is enough. */
const kindOf = ({ pathname, search }: URL) =>
  pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^\/(products|categories|plugins\/categories|plugins\/tags|plugins|publishers|operator\/settings)\/[^/]+/, '/$1/:slug') +
  (search ? '?' : '')

const LEAVES_THE_PAGES =
  /^\/(api|files|uploads|openapi|metrics|health|ping|__transmit|sign-out)|\.(csv|atom|xml|svg|mjs|json)(\?|$)|export=csv/

type Walk = { start: string; within: RegExp; look: () => Promise<void> }

/** Follows links from `start`, below paths `within`, and calls `look` on one page of every kind. Answers where it was. */
export async function crawl(page: Page, { start, within, look }: Walk): Promise<Visit[]> {
  const waiting = [new URL(start)]
  const seen = new Set(waiting.map(kindOf))
  const visits: Visit[] = []
  while (waiting.length) {
    const url = waiting.shift()!
    const response = await page.goto(url.href)
    visits.push({ url: url.pathname + url.search, status: response?.status() ?? 0 })
    await look()
    const links = await page.$$eval('a[href]:not([download])', (anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href))
    for (const link of links.map((href) => new URL(href))) {
      link.hash = ''
      if (
        link.origin !== url.origin ||
        !within.test(link.pathname) ||
        LEAVES_THE_PAGES.test(link.pathname + link.search) ||
        seen.has(kindOf(link))
      ) {
        continue
      }
      seen.add(kindOf(link))
      waiting.push(link)
    }
  }
  return visits
}
