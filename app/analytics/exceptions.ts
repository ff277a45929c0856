import { Exception } from '@adonisjs/core/exceptions'

export class AnalyticsUnavailable extends Exception {
  static status = 503
  static code = 'E_ANALYTICS_UNAVAILABLE'
  static message = 'The analytics engine does not answer; sales are counted as soon as it is back'
  retryAfter = 5
}

export class InvalidRange extends Exception {
  static status = 422
  static code = 'E_INVALID_RANGE'
  static message = 'The range must be at most a year and end after it starts'
  details = ['from', 'to'].map((field) => ({ field, message: InvalidRange.message, rule: 'range' }))
}
