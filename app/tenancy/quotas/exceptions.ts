import { Exception } from '@adonisjs/core/exceptions'

/** The plan's end: more of it needs a larger plan, not another try. */
export class QuotaExceeded extends Exception {
  static status = 409
  static code = 'E_QUOTA_EXCEEDED'
  static message = "The company's plan does not include more of this"

  constructor(quota: string, most: number) {
    super(`The company's plan includes ${most} ${quota.replaceAll('_', ' ')}; a larger plan includes more`)
  }
}

/** The day's calls are used up; the header says when they begin anew. */
export class ApiCallsUsedUp extends Exception {
  static status = 429
  static code = 'E_API_CALLS_USED_UP'
  static message = "The day's API calls of the company's plan are used up until midnight UTC"

  constructor(readonly retryAfter: number) {
    super()
  }
}
