import { Exception } from '@adonisjs/core/exceptions'

export class ProviderNotFound extends Exception {
  static status = 404
  static code = 'E_IDENTITY_PROVIDER_NOT_FOUND'
  static message = 'There is no such provider to sign in with'
}

/** What came in the way of signing in with a provider, and the status of the page that says so. */
const PROVIDER_PROBLEMS = {
  denied: 403,
  state: 400,
  answer: 502,
  unreachable: 502,
  setup: 502,
  account: 403,
  unconfirmed: 403,
  domain: 403,
  closed: 403,
  taken: 409,
  limit: 429,
} as const

export type ProviderProblem = keyof typeof PROVIDER_PROBLEMS

/** Why nobody was signed in. The page tells by `problem`; the cause is for the log alone. */
export class ProviderRefused extends Exception {
  static code = 'E_PROVIDER_REFUSED'
  static message = 'Signing in with this provider did not work'

  constructor(
    readonly problem: ProviderProblem,
    options?: { cause?: unknown }
  ) {
    super(`${ProviderRefused.message}: ${problem}`, { ...options, status: PROVIDER_PROBLEMS[problem] })
  }
}

export class LastWayToSignIn extends Exception {
  static status = 409
  static code = 'E_LAST_WAY_TO_SIGN_IN'
  static message = 'This is the only way you can sign in: set a password or connect another provider first'
}

export class ConnectionNotFound extends Exception {
  static status = 404
  static code = 'E_CONNECTION_NOT_FOUND'
  static message = 'No such provider is connected to your account'
}

export class ProviderTaken extends Exception {
  static status = 409
  static code = 'E_IDENTITY_PROVIDER_TAKEN'
  static message = 'There is a provider with this short name already'
  details = [{ field: 'slug', message: ProviderTaken.message, rule: 'unique' }]
}

export class TooManyProviders extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_IDENTITY_PROVIDERS'
  static message = 'There are as many providers as fit on a page: remove one first'
}

export class InvalidProvider extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'
  details

  constructor(field: string, message: string, rule: string) {
    super(message)
    this.details = [{ field, message, rule }]
  }
}
