import { Exception } from '@adonisjs/core/exceptions'

export class FeaturedNotFound extends Exception {
  static status = 404
  static code = 'E_FEATURED_NOT_FOUND'
  static message = 'The plugin is not on the list of featured ones'
}

export class SpanIsOver extends Exception {
  static status = 422
  static code = 'E_VALIDATION_FAILED'
  static message = 'The end must be later than the start and than now'
  details = [{ field: 'ends_at', message: SpanIsOver.message, rule: 'after' }]
}
