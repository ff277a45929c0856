import { Exception } from '@adonisjs/core/exceptions'

/** Debits and credits differ in some currency: a bug of the caller, nothing a user can mend. */
export class LedgerUnbalanced extends Exception {
  static status = 500
  static code = 'E_LEDGER_UNBALANCED'
  static message = 'Debits and credits of a ledger transaction differ'
}

/** An account would fall below its floor, holds included. */
export class LedgerInsufficient extends Exception {
  static status = 409
  static code = 'E_LEDGER_INSUFFICIENT'
  static message = 'The account has not enough money'
}

export class LedgerKeyReused extends Exception {
  static status = 422
  static code = 'E_LEDGER_KEY_REUSED'
  static message = 'This idempotency key was used with another request'
}

/** The same key is being worked on, or the database broke a deadlock: the whole transaction may be tried again. */
export class LedgerBusy extends Exception {
  static status = 409
  static code = 'E_LEDGER_BUSY'
  static message = 'The same operation is still running; try again'
  retryAfter = 1
}

export class LedgerInvalid extends Exception {
  static status = 500
  static code = 'E_LEDGER_INVALID'
  static message = 'The ledger request is malformed'
}

export class LedgerAppendOnly extends Exception {
  static status = 500
  static code = 'E_LEDGER_APPEND_ONLY'
  static message = 'Ledger rows are written by the ledger alone and never changed'
}

export class LedgerAlreadyReversed extends Exception {
  static status = 409
  static code = 'E_LEDGER_ALREADY_REVERSED'
  static message = 'The transaction is reversed already'
}

export class LedgerHoldNotOpen extends Exception {
  static status = 409
  static code = 'E_LEDGER_HOLD_NOT_OPEN'
  static message = 'The hold was captured, voided or has expired'
}

export class LedgerAccountClosed extends Exception {
  static status = 409
  static code = 'E_LEDGER_ACCOUNT_CLOSED'
  static message = 'The account is closed or not empty'
}

export class LedgerNotFound extends Exception {
  static status = 404
  static code = 'E_LEDGER_NOT_FOUND'
  static message = 'There is no such ledger transaction'
}
