import { Exception } from '@adonisjs/core/exceptions'

export class UnknownVerification extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_VERIFICATION'
  static message = 'The company did not begin a verification yet'
}

export class VerificationState extends Exception {
  static status = 409
  static code = 'E_VERIFICATION_STATE'
  static message = 'The verification is not in a state that allows this: look at it again'
}

export class VerificationIncomplete extends Exception {
  static status = 409
  static code = 'E_VERIFICATION_INCOMPLETE'
  static message = 'A document is missing: upload the registration and the identity of who signs'
}

export class UnknownDocument extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_DOCUMENT'
  static message = 'There is no such document'
}

export class DocumentErased extends Exception {
  static status = 410
  static code = 'E_DOCUMENT_ERASED'
  static message = 'The document was deleted: its time was over'
}

export class TooManyDocuments extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_DOCUMENTS'
  static message = 'A verification has 10 documents at most: remove one first'
}

/** Why a file is not taken; nothing of it is kept. */
export class DocumentRefused extends Exception {
  static status = 422
  static code = 'E_DOCUMENT_REFUSED'
  readonly details: { field: string; message: string; rule: string }[]

  constructor(message: string, rule: string, field = 'file') {
    super(message)
    this.details = [{ field, message, rule }]
  }
}
