import { apiLogin, getJson } from '../support/client.js'
import { median, pick, rate } from '../support/figures.js'
import { load } from '../support/load.js'
import type { Figure } from '../support/report.js'

type List = { data: { id: string }[] }
type Detail = { data: { variants: { offers: { id: string; available: number }[] }[] } }

/** The demo gives the first seller a discount plugin, the second none. */
const WITH_PLUGIN = 'northern-light'
const WITHOUT_PLUGIN = 'harbour-goods'
const BUYERS = ['buyer@rialto.demo', 'buyer2@rialto.demo']
const CONTACT = { name: 'Bench Buyer', email: 'buyer@rialto.demo' }
const ADDRESS = { country: 'RU', city: 'Москва', line: 'Тверская, 1' }
const MOST_LINES = 4
const QUOTES = 600
const LEAST_STOCK = 50

/** Baskets of one to four lines of a seller whose plugin is asked about each and discounts the larger ones. */
export async function measureCheckout(url: string): Promise<Figure[]> {
  const tokens = await Promise.all(BUYERS.map((email) => apiLogin(url, email)))
  const offers = await findOffers(url, WITH_PLUGIN)
  const order = () => ({
    headers: { 'idempotency-key': crypto.randomUUID(), 'authorization': `Bearer ${pick(tokens)}` },
    body: JSON.stringify({ items: basket(offers), contact: CONTACT, address: ADDRESS, payment: { card_token: 'tok_ok' } }),
  })
  const figures = await load({
    url: `${url}/api/v1/checkout`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: 8,
    next: order,
  })
  return [...(await measureHook({ url, token: tokens[0], offers })), rate('checkout with the plugin hook on, orders', figures, 60)]
}

/** The same question about goods with a plugin and without, in turns: what changes in between changes for both. */
async function measureHook({ url, token, offers }: { url: string; token: string; offers: string[] }): Promise<Figure[]> {
  const shelves = { on: offers, off: await findOffers(url, WITHOUT_PLUGIN) }
  const times = { on: [] as number[], off: [] as number[] }
  for (let at = 0; at < QUOTES; at++) {
    for (const hook of ['on', 'off'] as const) times[hook].push(await timeQuote(url, token, basket(shelves[hook])))
  }
  const [on, off] = [median(times.on), median(times.off)]
  const round = (ms: number) => Math.round(ms * 100) / 100
  return [
    {
      name: 'what the plugin hook adds to a quote, median',
      value: round(on - off),
      unit: 'ms',
      goal: 1,
      better: 'less',
      note: `${round(on)} ms with the plugin, ${round(off)} ms without, ${QUOTES} quotes each, in turns`,
    },
  ]
}

async function timeQuote(url: string, token: string, items: object[]): Promise<number> {
  const started = performance.now()
  const answer = await fetch(`${url}/api/v1/checkout/quote`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${token}` },
    body: JSON.stringify({ items }),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`The quote answered ${answer.status}`)
  return performance.now() - started
}

function basket(offers: string[]) {
  const lines = 1 + Math.floor(Math.random() * MOST_LINES)
  return [...new Set(Array.from({ length: lines }, () => pick(offers)))].map((id) => ({ offer_id: id, quantity: 1 }))
}

/** Goods with stock enough for the whole run. */
async function findOffers(url: string, seller: string): Promise<string[]> {
  const offers: string[] = []
  let cursor = ''
  while (offers.length < 400) {
    const page: List & { meta: { next_cursor: string | null } } = await getJson(
      `${url}/api/v1/products?seller=${seller}&limit=100${cursor && `&cursor=${cursor}`}`
    )
    const details = await Promise.all(page.data.map(({ id }) => getJson<Detail>(`${url}/api/v1/products/${id}`)))
    offers.push(...details.flatMap(({ data }) => data.variants.flatMap((one) => one.offers.filter(isPlenty).map(({ id }) => id))))
    if (!page.meta.next_cursor) break
    cursor = page.meta.next_cursor
  }
  if (!offers.length) throw new Error(`${seller} has nothing to sell`)
  return offers
}

const isPlenty = ({ available }: { available: number }) => available >= LEAST_STOCK
