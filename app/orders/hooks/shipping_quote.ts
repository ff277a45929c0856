import { count, currency, flag, list, minor, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type ShippingQuoteInput = {
  currency: string
  /** What the goods cost after discounts. */
  total: number
  lines: { product_id: string; sku: string; quantity: number; unit_price: number; weight_grams: number }[]
  /** Null while the buyer has not said where to. */
  destination: { country: string; city: string; postcode: string | null } | null
}

export type ShippingAnswer = {
  quotes: {
    code: string
    title?: string
    kind?: 'courier' | 'point' | 'post'
    price: number
    currency: string
    min_days: number
    max_days: number
    is_estimate?: boolean
  }[]
}

/** Asked by orders, since the price of the delivery is part of what the buyer pays. */
export const shippingQuoteHook = defineHook<ShippingQuoteInput, ShippingAnswer>({
  name: 'shipping_quote',
  version: 1,
  title: 'Ways of delivery and their prices',
  summary:
    'Asked for the goods of one seller, at checkout and again when the order is placed: once for each seller. The buyer chooses; the price is added to the order. Without an answer there is nothing to choose and the delivery costs nothing.',
  combine:
    'All ways of all plugins are offered, the cheapest first, the faster first between equals. A plugin that answers in another currency or names a code twice is left out.',
  kind: 'function',
  input: record({
    currency,
    total: minor('What the goods cost after discounts'),
    lines: list(
      record({
        product_id: text(36),
        sku: text(120),
        quantity: count(),
        unit_price: minor(),
        weight_grams: count('0: not known'),
      }),
      1_000
    ),
    destination: nullable(record({ country: text(2, 'ISO 3166'), city: text(120), postcode: nullable(text(16)) })),
  }),
  output: record({
    quotes: list(
      record(
        {
          code: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,64}$', description: 'Names the way; the same in every answer' },
          title: text(120, 'Shown to the buyer; the name of the plugin where it is left out'),
          kind: oneOf(['courier', 'point', 'post']),
          price: minor(),
          currency,
          min_days: { type: 'integer', minimum: 0, maximum: 365 },
          max_days: { type: 'integer', minimum: 0, maximum: 365 },
          is_estimate: flag('The days are a guess, not a promise'),
        },
        ['title', 'kind', 'is_estimate']
      ),
      50
    ),
  }),
  example: {
    input: {
      currency: 'RUB',
      total: 250_000,
      lines: [{ product_id: '0198c5a0-0000-7000-8000-000000000002', sku: 'TEA-1', quantity: 2, unit_price: 125_000, weight_grams: 400 }],
      destination: { country: 'RU', city: 'Казань', postcode: '420000' },
    },
    output: {
      quotes: [{ code: 'point', title: 'To a pick-up point', kind: 'point', price: 30_000, currency: 'RUB', min_days: 2, max_days: 5 }],
    },
  },
  mode: 'request',
  deadlineMs: 800,
  failure: 'open',
  sideEffects: false,
})
