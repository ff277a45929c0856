import { kv, query, settings } from 'rialto:host'
import type { PanelBlockV1Answer, PanelBlockV1Input, ScheduleV1Answer, ScheduleV1Input } from 'rialto:hooks'

type Settings = { days: number; products: number }
type Money = { amount: number; currency: string }
type Day = { day: string; orders: number; revenue: Money }
type Product = { product_id: string; title: string; quantity: number; revenue: Money }
type Digest = { written_at: string; days: Day[]; revenue: Money; before: Money; orders: number; products: Product[] }

const KEY = 'digest'
const DAY_MS = 86_400_000

const WORDS = {
  en: {
    revenue: 'Revenue',
    orders: 'Orders',
    average: 'Average order',
    chart: 'Revenue by day',
    products: 'Sold best',
    sold: 'Pieces',
    product: 'Product',
    none: 'The first digest comes tomorrow morning',
    at: 'As of',
    refresh: 'Read again',
  },
  ru: {
    revenue: 'Выручка',
    orders: 'Заказы',
    average: 'Средний заказ',
    chart: 'Выручка по дням',
    products: 'Лучше всего продаётся',
    sold: 'Штук',
    product: 'Товар',
    none: 'Первый обзор придёт завтра утром',
    at: 'На',
    refresh: 'Прочитать снова',
  },
}
type Words = (typeof WORDS)['en']

/** Every morning: reads the days before and keeps what they came to. */
export async function schedule_v1({ tick_at: now }: ScheduleV1Input): Promise<ScheduleV1Answer> {
  const { orders, days } = await writeDigest(now)
  return { summary: `${orders} orders in ${days.length} days` }
}

/** Shows what was kept: cards with the change against the days before, a chart, the best sellers. */
export async function panel_block_v1({ locale, action }: PanelBlockV1Input): Promise<PanelBlockV1Answer> {
  const words = locale === 'ru' ? WORDS.ru : WORDS.en
  const kept = await kv.get<Digest>(KEY)
  const digest = action === 'refresh' && kept ? await writeDigest(kept.written_at) : kept
  if (!digest) return { elements: [{ kind: 'notice', text: words.none, tone: 'info' }] }
  return {
    elements: [
      ...cards(digest, words),
      chart(digest, words),
      table(digest, words),
      { kind: 'button', label: words.refresh, action: 'refresh' },
    ],
  }
}

async function writeDigest(now: string): Promise<Digest> {
  const { days, products } = settings<Settings>()
  const [from, to] = [dayBefore(now, days), dayBefore(now, 1)]
  const own = (await query<Day>('sales.by_day', { params: { from, to } })).rows
  const before = (await query<Day>('sales.by_day', { params: { from: dayBefore(now, days * 2), to: dayBefore(now, days + 1) } })).rows
  const best = (await query<Product>('sales.by_product', { params: { from, to } })).rows
  const digest = {
    written_at: now,
    days: own,
    revenue: sum(own),
    before: sum(before),
    orders: count(own),
    products: best.slice(0, products),
  }
  await kv.set(KEY, digest)
  return digest
}

const dayBefore = (now: string, days: number): string => new Date(Date.parse(now) - days * DAY_MS).toISOString().slice(0, 10)

const sum = (days: Day[]): Money => ({
  amount: days.reduce((total, { revenue }) => total + revenue.amount, 0),
  currency: days[0]?.revenue.currency ?? 'RUB',
})

const count = (days: Day[]): number => days.reduce((total, { orders }) => total + orders, 0)

type Element = PanelBlockV1Answer['elements'][number]

function cards({ revenue, before, orders }: Digest, words: Words): Element[] {
  const average = { amount: orders === 0 ? 0 : Math.round(revenue.amount / orders), currency: revenue.currency }
  return [
    { kind: 'card', label: words.revenue, value: revenue, ...change(revenue.amount, before.amount) },
    { kind: 'card', label: words.orders, value: orders },
    { kind: 'card', label: words.average, value: average },
  ]
}

/** Nothing to compare with says nothing. */
function change(now: number, before: number): { delta?: string; tone?: 'good' | 'bad' | 'neutral' } {
  if (before === 0) return {}
  const percent = Math.round(((now - before) / before) * 100)
  return { delta: `${percent > 0 ? '+' : ''}${percent} %`, tone: percent > 0 ? 'good' : percent < 0 ? 'bad' : 'neutral' }
}

function chart({ days, revenue, written_at: at }: Digest, words: Words): Element {
  return {
    kind: 'chart',
    title: words.chart,
    description: `${words.at} ${at.slice(0, 10)}`,
    chart: 'bar',
    labels: days.map(({ day }) => day.slice(5)),
    series: [{ name: words.revenue, values: days.map((one) => one.revenue.amount) }],
    currency: revenue.currency,
  }
}

function table({ products }: Digest, words: Words): Element {
  return {
    kind: 'table',
    title: words.products,
    columns: [
      { key: 'product', label: words.product, type: 'text' },
      { key: 'sold', label: words.sold, type: 'number' },
      { key: 'revenue', label: words.revenue, type: 'money' },
    ],
    rows: products.map(({ title, quantity, revenue }) => ({ product: title, sold: quantity, revenue })),
  }
}
