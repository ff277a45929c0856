import { Exception } from '@adonisjs/core/exceptions'

/** Why a proof of identity was not taken; for who sets a build up. */
export const REFUSALS = {
  malformed: 'This is not a token of OpenID Connect',
  issuer: 'The issuer is not one of those this platform trusts',
  keys: 'The keys of the issuer cannot be read at the moment',
  signature: 'The signature is not that of the issuer',
  audience: 'The token was made for somebody else: ask the issuer for this audience',
  expired: 'The token has expired, or is not good yet',
  claims: 'The token does not say what has to be known of a build',
  event: 'Builds of this kind run what strangers wrote: they do not publish',
  mismatch: 'No trusted build of this plugin is like this one: owner, repository, workflow and environment have to agree',
  replayed: 'The token was used before',
} as const

export type Refusal = keyof typeof REFUSALS

export class TrustedPublishingRefused extends Exception {
  static status = 403
  static code = 'E_TRUSTED_PUBLISHING_REFUSED'
  static message = 'The build was not recognised'
  readonly details

  constructor(readonly refusal: Refusal) {
    super(REFUSALS[refusal])
    this.details = [{ field: 'token', message: REFUSALS[refusal], rule: refusal }]
  }
}

export class AlreadyTrusted extends Exception {
  static status = 409
  static code = 'E_ALREADY_TRUSTED'
  static message = 'This build is trusted already'
}

export class TrustedPublisherNotFound extends Exception {
  static status = 404
  static code = 'E_TRUSTED_PUBLISHER_NOT_FOUND'
  static message = 'The plugin has no such trusted build'
}
