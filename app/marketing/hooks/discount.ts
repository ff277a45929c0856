import { defineHook } from '#runtime/hooks/define_hook'
import type { DiscountAnswer } from '#marketing/discounts/discount'

export type DiscountInput = {
  currency: string
  lines: {
    /** Names the line in the answer. */
    line: string
    product_id: string
    variant_id: string
    category_id: string
    sku: string
    quantity: number
    /** Minor units of `currency`. */
    unit_price: number
  }[]
}

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }

const input = {
  type: 'object',
  required: ['currency', 'lines'],
  properties: {
    currency: text,
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['line', 'product_id', 'variant_id', 'category_id', 'sku', 'quantity', 'unit_price'],
        properties: { line: text, product_id: text, variant_id: text, category_id: text, sku: text, quantity: count, unit_price: count },
      },
    },
  },
}

const output = {
  type: 'object',
  required: ['discounts'],
  properties: {
    discounts: {
      type: 'array',
      maxItems: 1_000,
      items: {
        type: 'object',
        required: ['label'],
        properties: {
          line: { ...text, description: 'The line it is for; left out: all lines, divided by their totals' },
          amount: { ...count, description: 'Minor units; either this or `percent`' },
          percent: { type: 'number', minimum: 0, maximum: 100 },
          currency: { ...text, description: 'When given, that of the purchase' },
          label: { ...text, minLength: 1, maxLength: 300, description: 'Shown to the buyer' },
        },
      },
    },
  },
}

const LINE = '0198c5a0-0000-7000-8000-000000000001'

/** What a purchase is made cheaper by. A plugin that fails, is late or answers nonsense is left out: the purchase goes on. */
export const discountHook = defineHook<DiscountInput, DiscountAnswer>({
  name: 'discount',
  version: 1,
  title: 'Discounts on a purchase',
  summary:
    'Asked for a cart and again at checkout. A plugin of a seller sees and changes the lines of that seller only. Without an answer there is no discount.',
  combine:
    'The buyer gets the best discount of each line; between equals the plugin that was installed first. One wrong entry (an unknown line, two discounts on a line, another currency) discards the whole answer; what exceeds its line is cut to it.',
  kind: 'function',
  input,
  output,
  example: {
    input: {
      currency: 'RUB',
      lines: [
        {
          line: LINE,
          product_id: '0198c5a0-0000-7000-8000-000000000002',
          variant_id: '0198c5a0-0000-7000-8000-000000000003',
          category_id: '0198c5a0-0000-7000-8000-000000000004',
          sku: 'TEA-1',
          quantity: 12,
          unit_price: 199_000,
        },
      ],
    },
    output: { discounts: [{ line: LINE, percent: 5, label: '−5 % from 10 pieces' }] },
  },
  mode: 'request',
  deadlineMs: 400,
  failure: 'open',
  sideEffects: false,
})
