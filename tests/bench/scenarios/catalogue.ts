import { getJson } from '../support/client.js'
import { latency, pick, rate } from '../support/figures.js'
import { load } from '../support/load.js'
import type { Figure } from '../support/report.js'

type Page = { data: { id: string }[]; meta: { next_cursor: string | null } }

/** Rare and common words in both languages, inflected and misspelt ones among them. */
const WORDS = ['кроссовки', 'кросовки', 'кофеварка', 'lamp', 'чай', 'headphones', 'headfones', 'куртку', 'книги', 'drill', 'ваза', 'bag']
const DEAREST_MINOR = 10_000_000
const PAGES = 10

export async function measureCatalogue(url: string): Promise<Figure[]> {
  const pages = await readPages(url)
  const cursors = pages.map(({ meta }) => meta.next_cursor).filter((cursor) => cursor !== null)
  const ids = pages.flatMap(({ data }) => data.map(({ id }) => id))
  const list = await load({
    url,
    next: () => ({ path: `/api/v1/products?limit=20${Math.random() < 0.5 ? '' : `&cursor=${pick(cursors)}`}` }),
  })
  const detail = await load({ url, next: () => ({ path: `/api/v1/products/${pick(ids)}` }) })
  const search = await load({ url, next: () => ({ path: searchPath(Math.ceil(Math.random() * DEAREST_MINOR)) }) })
  const popular = await load({ url, next: () => ({ path: searchPath(DEAREST_MINOR) }) })
  return [
    rate('catalogue list page by API, 20 products', list, 800),
    rate('product detail by API', detail, 1_000),
    latency('full-text search with a filter, 16 connections, every question a new one', search, 60),
    latency('the same with a dozen questions asked again and again', popular, 60),
  ]
}

/** With a price that differs each time no question is answered from the cache of results. */
const searchPath = (dearest: number) => `/api/v1/search/products?q=${encodeURIComponent(pick(WORDS))}&price_max=${dearest}`

async function readPages(url: string): Promise<Page[]> {
  const pages: Page[] = []
  let cursor: string | null = ''
  while (cursor !== null && pages.length < PAGES) {
    const page: Page = await getJson<Page>(`${url}/api/v1/products?limit=100${cursor && `&cursor=${cursor}`}`)
    pages.push(page)
    cursor = page.meta.next_cursor
  }
  return pages
}
