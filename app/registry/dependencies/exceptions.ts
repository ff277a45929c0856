import { Exception } from '@adonisjs/core/exceptions'
import type { FieldProblem } from '#core/http/problem'
import type { ResolveLimit } from '#registry/dependencies/resolve_limits'

export class InvalidLockfile extends Exception {
  static status = 422
  static code = 'E_INVALID_LOCKFILE'
  static message = 'The lockfile cannot be used'

  constructor(readonly details: FieldProblem[]) {
    super(details.length === 1 ? details[0]!.message : InvalidLockfile.message)
  }

  static because(field: string, message: string, rule = 'integrity') {
    return new InvalidLockfile([{ field, message, rule }])
  }
}

/** The bytes a lockfile names are not those the registry has for the version: one of them was tampered with. */
export class LockMismatch extends Exception {
  static status = 409
  static code = 'E_LOCK_MISMATCH'
  static message = 'The lockfile names other bytes than the registry has'

  constructor(readonly details: FieldProblem[]) {
    super(LockMismatch.message)
  }
}

export class ResolveTooLarge extends Exception {
  static status = 422
  static code = 'E_RESOLVE_LIMIT'

  readonly details: FieldProblem[]

  constructor({ limit, message }: { limit: ResolveLimit; message: string }) {
    super(message)
    this.details = [{ field: 'requires', message, rule: `max_${limit}` }]
  }
}

export class InvalidQuestion extends Exception {
  static status = 422
  static code = 'E_VALIDATION_FAILED'
  static message = 'The question cannot be understood'

  constructor(readonly details: FieldProblem[]) {
    super(details.length === 1 ? details[0]!.message : InvalidQuestion.message)
  }
}
