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

/** What a purchase is made cheaper by. A plugin that fails, is late or answers nonsense is left out: the purchase goes on. */
export const discountHook = defineHook<DiscountInput, DiscountAnswer>({
  name: 'discount',
  version: 1,
  input,
  output,
  mode: 'request',
  deadlineMs: 400,
  failure: 'open',
  sideEffects: false,
})
