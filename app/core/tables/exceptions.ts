import { Exception } from '@adonisjs/core/exceptions'
import type { FieldProblem } from '#core/http/problem'

/** A filter, sort or view in the address that the table does not have. */
export class InvalidTableQuery extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'
  static message = 'The list cannot be filtered or sorted like this'

  constructor(readonly details: FieldProblem[]) {
    super()
  }
}
