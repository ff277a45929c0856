import { list, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type DataValue = string | number | boolean | null

export type DataSourceInput = {
  operation: 'describe' | 'list' | 'get'
  source?: string
  cursor?: string | null
  limit?: number
  filters?: { field: string; value: DataValue }[]
  id?: string
}

export type DataSourceAnswer = {
  sources?: { name: string; title: string; columns: { name: string; type: 'text' | 'number' | 'boolean' | 'time' }[] }[]
  rows?: { id: string; values: Record<string, DataValue> }[]
  cursor?: string | null
}

const value = { type: ['string', 'number', 'boolean', 'null'], maxLength: 10_000 }

/** Rows from anywhere (a file, a table, an API) in one shape, for imports, reports and blocks. */
defineHook<DataSourceInput, DataSourceAnswer>({
  name: 'data_source',
  version: 1,
  title: 'Rows from elsewhere',
  summary: [
    'Asked by a job for one thing at a time, named by `operation`:',
    '',
    '- `describe`: which sources there are and what columns they have.',
    '- `list`: a page of rows of `source`, in an order that does not change between pages; every filter has to hold. `cursor` null: there are no more.',
    '- `get`: the row `id`; no rows where there is none.',
    '',
    'The contract stands; the caller comes with imports.',
  ].join('\n'),
  combine: 'None: a source belongs to one installation.',
  kind: 'provider',
  input: record(
    {
      operation: oneOf(['describe', 'list', 'get']),
      source: text(80),
      cursor: nullable(text(4_000)),
      limit: { type: 'integer', minimum: 1, maximum: 1_000 },
      filters: list(record({ field: text(80), value }), 20),
      id: text(200),
    },
    ['source', 'cursor', 'limit', 'filters', 'id']
  ),
  output: record(
    {
      sources: list(
        record({
          name: text(80),
          title: text(200),
          columns: list(record({ name: text(80), type: oneOf(['text', 'number', 'boolean', 'time']) }), 200),
        }),
        50
      ),
      rows: list(record({ id: text(200), values: { type: 'object', additionalProperties: value } }), 1_000),
      cursor: nullable(text(4_000)),
    },
    ['sources', 'rows', 'cursor']
  ),
  example: {
    input: { operation: 'list', source: 'prices', cursor: null, limit: 100, filters: [{ field: 'brand', value: 'Ёж' }] },
    output: { rows: [{ id: 'TEA-1', values: { brand: 'Ёж', price: 1990, is_new: true } }], cursor: null },
  },
  mode: 'job',
  deadlineMs: 20_000,
  failure: 'closed',
  sideEffects: false,
})
