import { Exception } from '@adonisjs/core/exceptions'

export class NoSuchAction extends Exception {
  static status = 404
  static code = 'E_NO_SUCH_ACTION'
  static message = 'The block has no such form or button'
}
