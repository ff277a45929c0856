import { Exception } from '@adonisjs/core/exceptions'
import type { FieldProblem } from '#core/http/problem'

export class BundleTooLarge extends Exception {
  static status = 422
  static code = 'E_BUNDLE_TOO_LARGE'
  static message = 'This is more than a bundle may have: ask for fewer plugins'
}

/** The file is not what a registry made, or not of the registry that is trusted. */
export class BundleRefused extends Exception {
  static status = 422
  static code = 'E_BUNDLE_REFUSED'
}

/** What is here already disagrees with the bundle: nothing of it is taken. */
export class BundleConflicts extends Exception {
  static status = 409
  static code = 'E_BUNDLE_CONFLICTS'

  constructor(readonly details: FieldProblem[]) {
    super(`The bundle does not go with what is here: ${details.map(({ message }) => message).join('; ')}`)
  }
}
