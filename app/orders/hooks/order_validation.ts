import { count, currency, list, minor, nullable, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type OrderValidationInput = {
  currency: string
  total: number
  destination: { country: string; city: string; postcode: string | null }
  lines: {
    line: string
    product_id: string
    variant_id: string
    category_id: string
    sku: string
    title: string
    quantity: number
    unit_price: number
  }[]
}

export type OrderValidationAnswer = { problems: { line?: string; message: string }[] }

const LINE = '0198c5a0-0000-7000-8000-000000000001'

/** A plugin that cannot answer says nothing: only a clear no refuses a purchase. */
export const orderValidationHook = defineHook<OrderValidationInput, OrderValidationAnswer>({
  name: 'order_validation',
  version: 1,
  title: 'Whether a purchase may be made',
  summary:
    'Asked when an order is placed, before anything is written or charged. A plugin of a seller sees the lines of that seller only. Each problem is shown to the buyer, beside its line where it names one, and nothing is bought. No problems: the plugin has nothing against it.',
  combine:
    'One problem of one plugin is enough to refuse; all are shown. A problem of an unknown line is shown for the purchase as a whole.',
  kind: 'function',
  input: record({
    currency,
    total: minor('Of the lines that the plugin sees'),
    destination: record({ country: text(2, 'ISO 3166'), city: text(120), postcode: nullable(text(16)) }),
    lines: list(
      record({
        line: text(36, 'Names the line in the answer'),
        product_id: text(36),
        variant_id: text(36),
        category_id: text(36),
        sku: text(120),
        title: text(300),
        quantity: count(),
        unit_price: minor(),
      }),
      1_000
    ),
  }),
  output: record({
    problems: list(record({ line: text(36), message: { ...text(300, 'For the buyer'), minLength: 1 } }, ['line']), 100),
  }),
  example: {
    input: {
      currency: 'RUB',
      total: 2_388_000,
      destination: { country: 'RU', city: 'Казань', postcode: '420000' },
      lines: [
        {
          line: LINE,
          product_id: '0198c5a0-0000-7000-8000-000000000002',
          variant_id: '0198c5a0-0000-7000-8000-000000000003',
          category_id: '0198c5a0-0000-7000-8000-000000000004',
          sku: 'TEA-1',
          title: 'Чайник',
          quantity: 12,
          unit_price: 199_000,
        },
      ],
    },
    output: { problems: [{ line: LINE, message: 'No more than 10 of these for one buyer' }] },
  },
  mode: 'request',
  deadlineMs: 400,
  failure: 'open',
  sideEffects: false,
})
