import { Exception } from '@adonisjs/core/exceptions'

export class UnknownSetting extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_SETTING'
  static message = 'There is no such setting'
}
