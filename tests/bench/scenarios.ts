import { apiLogin, getJson, pageLogin } from './support/client.js'
import { load, type LoadFigures } from './support/load.js'
import type { Figure } from './support/report.js'

type Product = { id: string; slug: string }
type Detail = { data: { variants: { offers: { id: string; available?: number }[] }[] } }

const WORDS = ['кроссовки', 'кофеварка', 'lamp', 'чай', 'headphones', 'куртка', 'книга', 'drill', 'ваза', 'bag']
const CONTACT = { name: 'Bench Buyer', email: 'buyer@rialto.demo' }
const ADDRESS = { country: 'RU', city: 'Москва', line: 'Тверская, 1' }

const rate = (name: string, figures: LoadFigures, goal: number): Figure => ({
  name,
  value: figures.per_second,
  unit: '/s',
  goal,
  better: 'more',
  note: `p50 ${figures.p50_ms} ms, p95 ${figures.p95_ms} ms, ${figures.failed} failed`,
})

const latency = (name: string, figures: LoadFigures, goal: number): Figure => ({
  name,
  value: figures.p95_ms,
  unit: 'ms (p95)',
  goal,
  better: 'less',
  note: `p50 ${figures.p50_ms} ms, ${figures.per_second}/s, ${figures.failed} failed`,
})

export async function measureCatalogue(url: string): Promise<Figure[]> {
  const list = await load({ url: `${url}/api/v1/products?limit=20`, connections: 16 })
  const products = await sampleProducts(url)
  const detail = await load({ url: `${url}/api/v1/products/${products[0].id}`, next: () => ({ path: `/api/v1/products/${pick(products).id}` }) })
  const search = await load({
    url: `${url}/api/v1/search/products?q=lamp`,
    next: () => ({ path: `/api/v1/search/products?q=${encodeURIComponent(pick(WORDS))}&price_max=5000000` }),
  })
  return [rate('catalogue list page by API', list, 800), rate('product detail by API', detail, 1_000), latency('full-text search with a filter, 16 connections', search, 60)]
}

export async function measurePages(url: string): Promise<Figure[]> {
  const seller = await pageLogin(url, 'owner@northern.demo')
  const analyst = await pageLogin(url, 'analyst@rialto.demo')
  const list = await load({ url: `${url}/seller/products`, headers: { cookie: seller }, connections: 4 })
  const dashboard = await load({ url: `${url}/analyst`, headers: { cookie: analyst }, connections: 1 })
  return [latency('admin product list page, 4 connections', list, 60), latency('sales dashboard page, 1 connection', dashboard, 150)]
}

export async function measureCheckout(url: string): Promise<Figure[]> {
  const token = await apiLogin(url, 'buyer@rialto.demo')
  const offers = await sampleOffers(url)
  const order = () => ({
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ items: [{ offer_id: pick(offers), quantity: 1 }], contact: CONTACT, address: ADDRESS, payment: { card_token: 'tok_ok' } }),
  })
  const figures = await load({
    url: `${url}/api/v1/checkout`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${token}` },
    connections: 8,
    next: order,
  })
  return [rate('checkout with the plugin hook on, orders', figures, 60)]
}

const pick = <Item>(list: Item[]): Item => list[Math.floor(Math.random() * list.length)]

async function sampleProducts(url: string): Promise<Product[]> {
  const products: Product[] = []
  let cursor: string | null = null
  while (products.length < 1_000) {
    const page: { data: Product[]; meta: { next_cursor: string | null } } = await getJson(`${url}/api/v1/products?limit=100${cursor ? `&cursor=${cursor}` : ''}`)
    products.push(...page.data)
    cursor = page.meta.next_cursor
    if (!cursor) break
  }
  return products
}

async function sampleOffers(url: string): Promise<string[]> {
  const products = await sampleProducts(url)
  const details = await Promise.all(products.slice(0, 300).map(({ id }) => getJson<Detail>(`${url}/api/v1/products/${id}`)))
  return details.flatMap(({ data }) => data.variants.flatMap(({ offers }) => offers.filter((offer) => (offer.available ?? 0) > 20).map(({ id }) => id)))
}
