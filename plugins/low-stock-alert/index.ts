import { emit, kv, log, query, settings } from 'rialto:host'
import type { PanelBlockV1Answer, PanelBlockV1Input, ScheduleV1Answer } from 'rialto:hooks'

type Settings = { threshold: number; remind_days: number }
type Stock = { offer_id: string; product_id: string; sku: string; title: string; available: number }

const DAY_SECONDS = 86_400
/** An event for each would be many: they go out in groups that fit 16 KB, and no more than twenty groups in one run. */
const GROUP = 20
const MOST = 400
const SHOWN = 20

const WORDS = {
  en: { title: 'Running low', sku: 'SKU', product: 'Product', left: 'Left', none: 'Nothing is running low' },
  ru: { title: 'Заканчиваются', sku: 'Артикул', product: 'Товар', left: 'Осталось', none: 'Ничего не заканчивается' },
}

/** Tells of offers that run low: each once, and again after some days while it stays so. */
export async function schedule_v1(): Promise<ScheduleV1Answer> {
  const { threshold, remind_days: days } = settings<Settings>()
  const low = await readLow(threshold)
  const told = new Set((await kv.get<string[]>('told')) ?? [])
  const untold = low.filter(({ offer_id: id }) => !told.has(id))
  await tell(untold, threshold)
  await remember(low, { isChanged: untold.length > 0 || told.size !== low.length, ttlSeconds: days * DAY_SECONDS })
  return { summary: `Running low: ${low.length}, told of: ${untold.length}` }
}

/** The list, for the seller's dashboard. */
export async function panel_block_v1({ locale }: PanelBlockV1Input): Promise<PanelBlockV1Answer> {
  const words = locale === 'ru' ? WORDS.ru : WORDS.en
  const { threshold } = settings<Settings>()
  const { rows } = await query<Stock>('stock.low', { params: { threshold } })
  if (rows.length === 0) return { elements: [{ kind: 'notice', text: words.none, tone: 'good' }] }
  return {
    elements: [
      {
        kind: 'table',
        title: words.title,
        columns: [
          { key: 'sku', label: words.sku, type: 'text' },
          { key: 'product', label: words.product, type: 'text' },
          { key: 'left', label: words.left, type: 'number' },
        ],
        rows: [...rows]
          .sort((a, b) => a.available - b.available)
          .slice(0, SHOWN)
          .map(({ sku, title, available }) => ({ sku, product: title, left: available })),
      },
    ],
  }
}

async function readLow(threshold: number): Promise<Stock[]> {
  const low: Stock[] = []
  let after: string | null = null
  do {
    const page: { rows: Stock[]; next: string | null } = await query<Stock>('stock.low', { params: { threshold }, after })
    low.push(...page.rows)
    after = page.next
  } while (after !== null && low.length < MOST)
  if (after !== null) log(`More than ${low.length} offers run low; the rest is looked at tomorrow`, 'warn')
  return low
}

async function tell(untold: Stock[], threshold: number): Promise<void> {
  const offers = untold.map(({ offer_id, sku, title, available }) => ({ offer_id, sku, title, available }))
  for (let from = 0; from < offers.length; from += GROUP) await emit('stock_low', { threshold, offers: offers.slice(from, from + GROUP) })
}

/** In one value, since each key is a request; forgotten when nothing changed for so long, so that all are told of again. */
async function remember(low: Stock[], { isChanged, ttlSeconds }: { isChanged: boolean; ttlSeconds: number }): Promise<void> {
  if (!isChanged) return
  const ids = low.map(({ offer_id: id }) => id)
  if (ids.length === 0) await kv.delete('told')
  else await kv.set('told', ids, { ttlSeconds })
}
