import { integer } from '#core/http/openapi/words'

export const SALES_ANSWER = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'object',
      required: ['from', 'to', 'currency', 'totals', 'days'],
      properties: {
        from: { type: 'string', format: 'date' },
        to: { type: 'string', format: 'date' },
        currency: { type: 'string' },
        totals: {
          type: 'object',
          properties: { revenue: integer, discount: integer, orders: integer, buyers: integer, items: integer, average_order: integer },
        },
        days: {
          type: 'array',
          items: { type: 'object', properties: { day: { type: 'string', format: 'date' }, revenue: integer, orders: integer } },
        },
      },
    },
  },
}
