import { Exception } from '@adonisjs/core/exceptions'
import type { FieldProblem } from '#core/http/problem'

/** Deeper than any form or document of ours; recursion over input stays far from the end of the stack. */
export const MAX_INPUT_DEPTH = 64

export class UnreadableInput extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'
  static message = 'The input is not valid'

  constructor(readonly details: FieldProblem[]) {
    super()
  }
}

const TOO_DEEP = { message: `Values may be nested ${MAX_INPUT_DEPTH} deep at most`, rule: 'depth' }
const UNSTORABLE = { message: 'A text has a character that cannot be stored', rule: 'text' }

/** No JSON, no form, or packed wrongly: there are no fields to name. */
export class UnreadableBody extends Exception {
  static status = 400
  static code = 'E_UNREADABLE_BODY'
  readonly details: FieldProblem[]

  constructor(message: string) {
    super(message)
    this.details = [{ field: 'body', message, rule: 'body' }]
  }
}

/**
 * What no field may hold, said once for all of them: PostgreSQL stores neither NUL nor half a character, and what comes
 * back from a failed statement no longer knows its field. Throws `UnreadableInput` (422) with the field's path.
 */
export function refuseUnreadable(input: unknown): void {
  const open: { value: unknown; path: string[] }[] = [{ value: input, path: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && !isStorable(value)) refuse(path, UNSTORABLE)
    if (typeof value !== 'object' || value === null) continue
    if (path.length >= MAX_INPUT_DEPTH) refuse(path.slice(0, 4), TOO_DEEP)
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) refuse([...path, key], UNSTORABLE)
      open.push({ value: inner, path: [...path, key] })
    }
  }
}

/** Whether PostgreSQL can keep a text: neither NUL nor half a character. */
export const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()

function refuse(path: string[], fault: Omit<FieldProblem, 'field'>): never {
  const field = path.join('.').replaceAll('\0', '').toWellFormed()
  throw new UnreadableInput([{ field: field || 'body', ...fault }])
}
