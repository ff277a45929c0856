import type { FieldProblem } from '#core/http/problem'

export type ErrorFacts = {
  status: number
  code: string
  message: string
  details: FieldProblem[]
  retryAfter?: number
  redirectTo?: string
}

type Known = {
  status?: number
  code?: string
  message?: string
  messages?: FieldProblem[]
  details?: FieldProblem[]
  retryAfter?: number
  redirectTo?: string
  response?: { availableIn?: number }
}

const INTERNAL: ErrorFacts = { status: 500, code: 'E_INTERNAL', message: 'Something went wrong on our side', details: [] }

/** PostgreSQL refusals that bad input can cause: they are the client's, not ours. */
const SQL_STATES: Record<string, ErrorFacts> = {
  '22P02': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A value has the wrong form', details: [] },
  '22007': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A date has the wrong form', details: [] },
  '22008': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A date is out of range', details: [] },
  '22003': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A number is out of range', details: [] },
  '22001': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A text is too long', details: [] },
  '22P05': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A text has a character that cannot be stored', details: [] },
  '22021': { status: 422, code: 'E_VALIDATION_ERROR', message: 'A text has a character that cannot be stored', details: [] },
  '57P01': { status: 503, code: 'E_DATABASE_UNAVAILABLE', message: 'The database is restarting; try again', details: [], retryAfter: 1 },
  'ECONNREFUSED': {
    status: 503,
    code: 'E_DATABASE_UNAVAILABLE',
    message: 'The database cannot be reached; try again',
    details: [],
    retryAfter: 1,
  },
}

/** No matter of rights: the form was open longer than its session. */
const EXPIRED: ErrorFacts = { status: 419, code: 'E_BAD_CSRF_TOKEN', message: 'The form has expired: nothing was done', details: [] }

/** What may be told about an error. Nothing of an unexpected one leaves the process. */
export function factsOf(error: unknown): ErrorFacts {
  const known = (error ?? {}) as Known
  if (known.code && SQL_STATES[known.code]) return SQL_STATES[known.code]
  if (known.code === EXPIRED.code) return EXPIRED
  const status = known.status ?? 500
  if (status >= 500 && status !== 503) return INTERNAL
  return {
    status,
    code: known.code ?? 'E_REFUSED',
    message: known.messages ? 'The input is not valid' : (known.message ?? 'Refused'),
    details: (known.messages ?? known.details ?? []).map(({ field, message, rule }) => ({ field, message, rule })),
    retryAfter: known.retryAfter ?? known.response?.availableIn,
    redirectTo: known.redirectTo,
  }
}
