import { Exception } from '@adonisjs/core/exceptions'

export class PublisherNotFound extends Exception {
  static status = 404
  static code = 'E_PUBLISHER_NOT_FOUND'
  static message = 'There is no such publisher, or you are not one of its people'
}
