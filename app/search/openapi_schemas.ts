import { productListSchema } from '#catalog/openapi_schemas'

type Schema = Record<string, unknown>
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })

const count: Schema = { type: 'integer' }
const facet = (properties: Record<string, Schema>): Schema => ({
  type: 'array',
  items: { type: 'object', properties: { ...properties, count }, required: [...Object.keys(properties), 'count'] },
})

export const productSearchSchema: Schema = {
  type: 'object',
  required: ['data', 'meta'],
  properties: {
    data: productListSchema.properties.data,
    meta: {
      type: 'object',
      required: ['next_cursor', 'limit', 'page', 'total', 'total_is_capped', 'corrected_to', 'facets'],
      properties: {
        next_cursor: nullable({ type: 'string' }),
        limit: count,
        page: count,
        total: count,
        total_is_capped: { type: 'boolean', description: 'There are `total` matches or more' },
        corrected_to: nullable({ type: 'string', description: 'What was searched for in place of a misspelt text' }),
        facets: {
          type: 'object',
          required: ['brand', 'category', 'price'],
          properties: {
            brand: facet({ value: { type: 'string' } }),
            category: facet({ id: { type: 'string', format: 'uuid' }, slug: { type: 'string' }, names: { type: 'object' } }),
            price: nullable({ type: 'object', required: ['min', 'max'], properties: { min: count, max: count } }),
          },
        },
      },
    },
  },
}
