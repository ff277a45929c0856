import { count, currency, flag, instant, list, minor, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export const SYNC_STREAMS = ['products', 'stocks', 'prices'] as const
export type SyncStream = (typeof SYNC_STREAMS)[number]

export type MarketplaceSyncInput = { stream: SyncStream; cursor: string | null; limit: number; changed_since: string | null }

export type SyncItem = {
  remote_id: string
  sku?: string
  title?: string
  description?: string
  brand?: string
  category?: string
  barcodes?: string[]
  image_urls?: string[]
  is_archived?: boolean
  warehouse?: string
  quantity?: number
  reserved?: number
  price?: number
  old_price?: number
  currency?: string
}

export type MarketplaceSyncAnswer = { items: SyncItem[]; cursor: string | null; has_more: boolean; wait_seconds?: number }

const properties = {
  remote_id: { ...text(120), minLength: 1 },
  sku: text(120, 'The seller’s own article number'),
  title: text(500, '`products`'),
  description: text(20_000, '`products`'),
  brand: text(200, '`products`'),
  category: text(300, '`products`'),
  barcodes: list(text(40), 100, '`products`'),
  image_urls: list(text(2_000), 50, '`products`'),
  is_archived: flag('`products`'),
  warehouse: text(120, '`stocks`'),
  quantity: count('`stocks`: pieces that can be sold'),
  reserved: count('`stocks`'),
  price: minor('`prices`: what a buyer pays'),
  old_price: minor('`prices`: before the discount'),
  currency,
}

const item = record(
  properties,
  Object.keys(properties).filter((name) => name !== 'remote_id')
)

/** One page a call: how a marketplace pages (last id, cursor, offset, date of change) stays inside the plugin’s cursor. */
defineHook<MarketplaceSyncInput, MarketplaceSyncAnswer>({
  name: 'marketplace_sync',
  version: 1,
  title: 'Goods, stocks and prices of another marketplace',
  summary:
    'Asked by a job for one page of one `stream` at a time. `cursor` is whatever the plugin answered last, null at the beginning; it is kept with the run, so that a broken one goes on where it stopped. A limit that was hit is no failure: answer what there is with `wait_seconds`. Items are known by `remote_id` (with `warehouse` for stocks); a repeat changes nothing. The contract stands; the caller comes with connectors.',
  combine: 'None: a connection belongs to one installation.',
  kind: 'provider',
  input: record({
    stream: oneOf(SYNC_STREAMS),
    cursor: nullable(text(4_000)),
    limit: count('Items that are wanted at most; fewer is no end'),
    changed_since: nullable(instant),
  }),
  output: record(
    {
      items: list(item, 1_000),
      cursor: nullable(text(4_000)),
      has_more: flag(),
      wait_seconds: { type: 'integer', minimum: 0, maximum: 86_400, description: 'Ask for the next page no sooner' },
    },
    ['wait_seconds']
  ),
  example: {
    input: { stream: 'stocks', cursor: null, limit: 1_000, changed_since: null },
    output: {
      items: [{ remote_id: '148313471', sku: 'TEA-1', warehouse: '22655170176000', quantity: 12, reserved: 1 }],
      cursor: 'WzQ2NjY=',
      has_more: true,
    },
  },
  mode: 'job',
  deadlineMs: 30_000,
  failure: 'closed',
  sideEffects: false,
})
