import { Exception } from '@adonisjs/core/exceptions'

/** The ciphertext was changed, moved to another owner or field, or sealed by another key. Which of these is not told. */
export class VaultRefused extends Exception {
  static status = 500
  static code = 'E_VAULT_REFUSED'
  static message = 'A stored secret can not be opened'
}

/** The key a ciphertext was sealed with is not in the key ring (any more). */
export class VaultKeyMissing extends Exception {
  static status = 500
  static code = 'E_VAULT_KEY_MISSING'

  constructor(keyId: string) {
    super(`The vault key ${keyId} is missing: give it in VAULT_PREVIOUS_KEYS`)
  }
}
