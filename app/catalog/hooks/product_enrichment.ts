import { list, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type ProductEnrichmentInput = {
  product: {
    id: string
    title: string
    description: string
    brand: string
    language: string
    category: string[]
    attributes: Record<string, string>
    barcodes: string[]
    image_url: string | null
  }
}

export const ENRICHED_FIELDS = ['title', 'description', 'brand', 'attribute'] as const

export type ProductEnrichmentAnswer = {
  suggestions: { field: (typeof ENRICHED_FIELDS)[number]; name?: string; value: string; reason?: string }[]
}

/** Suggestions are never applied by themselves: a plugin may be wrong, and the seller answers for the card. */
export const productEnrichmentHook = defineHook<ProductEnrichmentInput, ProductEnrichmentAnswer>({
  name: 'product_enrichment',
  version: 1,
  title: 'Better product cards',
  summary:
    'Asked by a job when a seller asks for suggestions on the page of a product. What is suggested is shown there and applied only when the seller accepts it.',
  combine: 'All suggestions are shown with the name of their plugin; what says the same as the card, or as an earlier one, is left out.',
  kind: 'function',
  input: record({
    product: record({
      id: text(36),
      title: text(300),
      description: text(20_000),
      brand: text(120),
      language: text(8),
      category: list(text(200), 20, 'From the root of the tree to its end'),
      attributes: { type: 'object', description: 'Name → value' },
      barcodes: list(text(20), 200),
      image_url: nullable(text(2_000)),
    }),
  }),
  output: record({
    suggestions: list(
      record(
        {
          field: oneOf(ENRICHED_FIELDS),
          name: text(80, 'Of the attribute, where `field` is `attribute`'),
          value: { ...text(20_000), minLength: 1 },
          reason: text(300, 'For the seller'),
        },
        ['name', 'reason']
      ),
      30
    ),
  }),
  example: {
    input: {
      product: {
        id: '0198c5a0-0000-7000-8000-000000000002',
        title: 'Чайник',
        description: '',
        brand: '',
        language: 'ru',
        category: ['Дом', 'Посуда'],
        attributes: {},
        barcodes: ['4600000000008'],
        image_url: null,
      },
    },
    output: { suggestions: [{ field: 'attribute', name: 'Объём', value: '1,7 л', reason: 'Found by the barcode' }] },
  },
  mode: 'job',
  deadlineMs: 20_000,
  failure: 'open',
  sideEffects: false,
})
