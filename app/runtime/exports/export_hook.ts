import { defineHook } from '#runtime/hooks/define_hook'

export type ExportInput = {
  /** The name in the manifest. */
  export: string
  /** Counts from 0. */
  page: number
  is_first: boolean
  is_last: boolean
  rows: unknown[]
  /** What the plugin answered as `state` with the page before. */
  state: unknown
}

export type ExportAnswer = {
  text?: string
  lines?: (string | number | boolean | null)[][]
  state?: unknown
}

/** A file that a plugin writes from rows of the platform. */
export const exportHook = defineHook<ExportInput, ExportAnswer>({
  name: 'export',
  version: 1,
  title: 'A file of rows',
  summary:
    'Writes a file that `exports` of the manifest names: a job feeds it the rows of `source` page by page (as the queries `orders.recent` and `products.list` answer them) ' +
    'and appends what it answers: `text` as it is, or `lines`, which the platform writes as CSV that no spreadsheet runs as a formula. `state` is handed ' +
    'to the next page. The last page may be empty. A page that fails ends the export; nothing of it is kept.',
  combine: 'One installation writes its own file.',
  kind: 'surface',
  input: {
    type: 'object',
    required: ['export', 'page', 'is_first', 'is_last', 'rows', 'state'],
    properties: {
      export: { type: 'string' },
      page: { type: 'integer', minimum: 0 },
      is_first: { type: 'boolean' },
      is_last: { type: 'boolean' },
      rows: { type: 'array', items: {} },
      state: { description: 'null on the first page' },
    },
  },
  output: {
    type: 'object',
    additionalProperties: false,
    properties: {
      text: { type: 'string' },
      lines: {
        type: 'array',
        maxItems: 1_000,
        items: { type: 'array', maxItems: 100, items: { type: ['string', 'number', 'boolean', 'null'] } },
      },
      state: { description: 'Anything of up to 64 KB' },
    },
  },
  example: {
    input: { export: 'orders', page: 0, is_first: true, is_last: true, rows: [{ id: 'a1', total_minor: 4_900 }], state: null },
    output: {
      lines: [
        ['id', 'total'],
        ['a1', 49],
      ],
    },
  },
  mode: 'job',
  deadlineMs: 30_000,
  failure: 'closed',
  sideEffects: false,
  sensitive: ['rows', 'state', 'text', 'lines'],
})
