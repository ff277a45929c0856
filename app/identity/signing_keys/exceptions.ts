import { Exception } from '@adonisjs/core/exceptions'

export class SharedKeyRotation extends Exception {
  static status = 409
  static code = 'E_SHARED_KEY'
  static message = 'HS256 signs with JWT_SECRET: change it there and keep the old one in JWT_PREVIOUS_SECRETS for half an hour'
}

export class NextKeyTooYoung extends Exception {
  static status = 409
  static code = 'E_NEXT_KEY_TOO_YOUNG'
  static message = 'The next key was published a moment ago: wait until everybody has fetched it'

  constructor(readonly retryAfter: number) {
    super()
  }
}
