import { defineHook } from '#runtime/hooks/define_hook'
import { elementSchema } from '#runtime/blocks/element_schemas'
import type { SettingsSchema } from '#runtime/manifest/plugin_manifest'

export type BlockInput = {
  /** The name in the manifest. */
  block: string
  locale: string
  /** What somebody sent or pressed; null when the block is only shown. */
  action: string | null
  values: Record<string, unknown> | null
}

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral'
export type MoneyCell = { amount: number; currency: string }
export type LinkCell = { text: string; path: string }
export type BlockCell = string | number | null | MoneyCell | LinkCell

export type CardElement = { kind: 'card'; label: string; value: string | number | MoneyCell; delta?: string; hint?: string; tone?: Tone }
export type TableElement = {
  kind: 'table'
  title: string
  columns: { key: string; label: string; type: 'text' | 'number' | 'money' | 'date' | 'link' }[]
  rows: Record<string, BlockCell>[]
}
export type FormElement = {
  kind: 'form'
  title: string
  action: string
  submit?: string
  schema: SettingsSchema
  values?: Record<string, unknown>
}
export type ChartElement = {
  kind: 'chart'
  title: string
  description?: string
  chart: 'line' | 'bar' | 'pie'
  labels: string[]
  series: { name: string; values: (number | null)[] }[]
  currency?: string
}
export type TextElement = { kind: 'text'; text: string }
export type NoticeElement = { kind: 'notice'; text: string; tone?: Tone }
export type ButtonElement = { kind: 'button'; label: string; action: string }

export type BlockElement = CardElement | TableElement | FormElement | ChartElement | TextElement | NoticeElement | ButtonElement

export type BlockAnswer = { elements: BlockElement[] }

/** A part of a panel that a plugin fills with data; the platform draws it. */
export const blockHook = defineHook<BlockInput, BlockAnswer>({
  name: 'panel_block',
  version: 1,
  title: 'A block of a panel',
  summary:
    'Fills a block that `blocks` of the manifest names with elements: card, table, form, chart, text, notice, button. They are data: the platform draws ' +
    'and escapes them. Texts come in the reader’s language when the plugin answers in `locale`. The block is loaded after its page and kept for half a ' +
    'minute. A form’s `schema` is the part of JSON Schema that settings have; what is sent fits it before the plugin hears of it, as `action` and `values`, ' +
    'and the answer takes the block’s place. An answer that does not fit shows the seller that the plugin failed.',
  combine: 'Each block is drawn by itself.',
  kind: 'surface',
  input: {
    type: 'object',
    required: ['block', 'locale', 'action', 'values'],
    properties: {
      block: { type: 'string' },
      locale: { type: 'string', description: '`en` or `ru`' },
      action: { type: ['string', 'null'], description: 'The form or button; null when the block is only shown' },
      values: { type: ['object', 'null'], description: 'What the form was filled in with' },
    },
  },
  output: {
    type: 'object',
    additionalProperties: false,
    required: ['elements'],
    properties: { elements: { type: 'array', maxItems: 30, items: elementSchema } },
  },
  example: {
    input: { block: 'overview', locale: 'en', action: null, values: null },
    output: {
      elements: [
        { kind: 'card', label: 'Orders today', value: 12, delta: '+3', tone: 'good' },
        {
          kind: 'chart',
          title: 'Orders by day',
          chart: 'bar',
          labels: ['Mon', 'Tue', 'Wed'],
          series: [{ name: 'Orders', values: [4, 9, 12] }],
        },
      ],
    },
  },
  mode: 'job',
  deadlineMs: 5_000,
  fuel: 100_000_000,
  failure: 'closed',
  sideEffects: true,
  sensitive: ['values'],
})
