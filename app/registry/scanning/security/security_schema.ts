import { string } from '#core/http/openapi/words'

/** JSON Schema of what is answered about a version's scan. */
export const SECURITY = {
  type: 'object',
  required: ['version', 'status', 'score', 'findings', 'scanned'],
  properties: {
    version: string,
    status: { enum: ['pass', 'warning', 'fail', 'pending'] },
    score: { type: ['integer', 'null'], minimum: 0, maximum: 100 },
    scanned: { type: ['string', 'null'], format: 'date-time' },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        required: ['severity', 'category', 'title', 'description'],
        properties: { severity: { enum: ['info', 'warning', 'error'] }, category: string, title: string, description: string },
      },
    },
  },
}
