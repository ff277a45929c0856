import { Exception } from '@adonisjs/core/exceptions'

export class KeyNotFound extends Exception {
  static status = 404
  static code = 'E_KEY_NOT_FOUND'
  static message = 'You have no such key'
}

export class KeyKnown extends Exception {
  static status = 409
  static code = 'E_KEY_KNOWN'
  static message = 'This key is known already: make a new one'
}

export class KeyEnded extends Exception {
  static status = 409
  static code = 'E_KEY_ENDED'
  static message = 'The key was replaced or revoked'
}

export class TooManyKeys extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_KEYS'
  static message = 'Revoke or replace a key before you add another'
}

export class SbomNotFound extends Exception {
  static status = 404
  static code = 'E_SBOM_NOT_FOUND'
  static message = 'No bill of materials came with this version'
}
