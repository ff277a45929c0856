import { Exception } from '@adonisjs/core/exceptions'

export class SettingOfTerminal extends Exception {
  static status = 403
  static code = 'E_SETTING_OF_TERMINAL'
  static message = 'This setting is changed at the terminal only: it binds those who may change settings'
}

export class UnknownSetting extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_SETTING'
  static message = 'There is no such setting'
}
