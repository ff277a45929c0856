import { Exception } from '@adonisjs/core/exceptions'

export class ProofNotFound extends Exception {
  static status = 409
  static code = 'E_PROOF_NOT_FOUND'
  static message = 'The proof was not found where it should be; name servers may take some minutes to show a new record'
}

export class DomainTaken extends Exception {
  static status = 409
  static code = 'E_DOMAIN_TAKEN'
  static message = 'Another publisher has shown that this domain is theirs'
}

export class NoProofAsked extends Exception {
  static status = 409
  static code = 'E_NO_PROOF_ASKED'
  static message = 'Name a domain first'
}
