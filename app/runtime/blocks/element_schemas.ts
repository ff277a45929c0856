import { settingsSchema } from '#runtime/manifest/manifest_schema'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const name = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,49}$' }
const tone = { enum: ['good', 'warn', 'bad', 'info', 'neutral'] }

/** A page of the panel: nothing leads out, nothing runs. */
export const PANEL_PATH = '^/(seller|operator)(/[A-Za-z0-9_-]+)*/?(\\?[A-Za-z0-9_=&%.,-]*)?$'

const element = (kind: string, properties: Record<string, object>, required: string[]) => ({
  type: 'object',
  additionalProperties: false,
  required: ['kind', ...required],
  properties: { kind: { const: kind }, ...properties },
})

const column = {
  type: 'object',
  additionalProperties: false,
  required: ['key', 'label', 'type'],
  properties: { key: name, label: text(80), type: { enum: ['text', 'number', 'money', 'date', 'link'] } },
}

const money = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'currency'],
  properties: { amount: { type: 'integer' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
}

const link = {
  type: 'object',
  additionalProperties: false,
  required: ['text', 'path'],
  properties: { text: text(200), path: { type: 'string', maxLength: 300, pattern: PANEL_PATH } },
}

const cell = { anyOf: [{ type: 'string', maxLength: 500 }, { type: 'number' }, { type: 'null' }, money, link] }

const series = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'values'],
  properties: { name: text(80), values: { type: 'array', maxItems: 100, items: { type: ['number', 'null'] } } },
}

/** What a block is made of, by `kind`. */
export const ELEMENT_SCHEMAS = {
  card: element(
    'card',
    { label: text(120), value: { anyOf: [text(60), { type: 'number' }, money] }, delta: text(60), hint: text(120), tone },
    ['label', 'value']
  ),
  table: element(
    'table',
    {
      title: text(120),
      columns: { type: 'array', minItems: 1, maxItems: 12, items: column },
      rows: { type: 'array', maxItems: 100, items: { type: 'object', maxProperties: 12, additionalProperties: cell } },
    },
    ['title', 'columns', 'rows']
  ),
  form: element('form', { title: text(120), action: name, submit: text(60), schema: settingsSchema, values: { type: 'object' } }, [
    'title',
    'action',
    'schema',
  ]),
  chart: element(
    'chart',
    {
      title: text(120),
      description: text(300),
      chart: { enum: ['line', 'bar', 'pie'] },
      labels: { type: 'array', minItems: 1, maxItems: 100, items: { type: 'string', maxLength: 40 } },
      series: { type: 'array', minItems: 1, maxItems: 8, items: series },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    },
    ['title', 'chart', 'labels', 'series']
  ),
  text: element('text', { text: text(5_000) }, ['text']),
  notice: element('notice', { text: text(1_000), tone }, ['text']),
  button: element('button', { label: text(60), action: name }, ['label', 'action']),
} as const

const kinds = Object.keys(ELEMENT_SCHEMAS)

/** The first word of an element decides by what it is judged: a fault is told of that kind, not of all. */
export const elementSchema = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { enum: kinds } },
  allOf: Object.entries(ELEMENT_SCHEMAS).map(([kind, schema]) => ({
    if: { properties: { kind: { const: kind } } },
    then: schema,
  })),
}
