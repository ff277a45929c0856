import { DateTime } from 'luxon'
import type { FieldProblem } from '#core/http/problem'

export type RawQuery = Record<string, unknown>

/** No cursor, search or filter of ours is longer. */
export const MAX_TEXT = 1_000

/** A calendar day; undefined where none is given. */
export function readDate(raw: RawQuery, field: string, problems: FieldProblem[]): string | undefined {
  const text = raw[field]
  if (text === undefined || text === null || text === '') return undefined
  if (typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid) return text
  problems.push({ field, message: 'Must be a date like 2026-01-31', rule: 'date' })
  return undefined
}

export function readNumber(raw: RawQuery, field: string, problems: FieldProblem[]): number | undefined {
  const text = raw[field]
  if (text === undefined || text === null || text === '') return undefined
  const value = typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
  problems.push({ field, message: 'Must be a number', rule: 'number' })
  return undefined
}
