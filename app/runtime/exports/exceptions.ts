import { Exception } from '@adonisjs/core/exceptions'

export class NoSuchExport extends Exception {
  static status = 404
  static code = 'E_NO_SUCH_EXPORT'
  static message = 'There is no such export'
}

export class ExportUnderWay extends Exception {
  static status = 409
  static code = 'E_EXPORT_UNDER_WAY'
  static message = 'The plugin is writing a file already'
}
