/** `responses: { 200: …, ...problems(401, 422) }`: problem documents every operation answers with. */
export const problems = (...statuses: number[]): Record<number, Record<string, unknown>> =>
  Object.fromEntries(statuses.map((status) => [status, PROBLEM_REF]))

export const PROBLEM_REF = { $ref: '#/components/schemas/Problem' }

export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'error', 'error_code', 'request_id', 'details'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    error: { type: 'string' },
    error_code: { type: 'string', description: 'Stable name of the refusal, for programs' },
    request_id: { type: 'string' },
    details: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' }, rule: { type: 'string' } },
      },
    },
  },
}
