import { Exception } from '@adonisjs/core/exceptions'

export class ReviewNotFound extends Exception {
  static status = 404
  static code = 'E_REVIEW_NOT_FOUND'
  static message = 'There is no such review'
}

/** The text is known to clients of older registries. */
export class AlreadyReviewed extends Exception {
  static status = 400
  static code = 'E_ALREADY_REVIEWED'
  static message = 'You have already reviewed this plugin. Please edit your existing review.'
}

export class OwnPlugin extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'Who publishes a plugin neither reviews it nor votes on its reviews'
}

export class OwnReview extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'Your own review is for others to judge'
}

export class NotYourReview extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'Only who wrote a review may change it'
}

export class NotThePublisher extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'Only who publishes the plugin may answer its reviews'
}

export class ReviewClosed extends Exception {
  static status = 409
  static code = 'E_REVIEW_CLOSED'
  static message = 'A moderator took this review down: it cannot be changed'
}
