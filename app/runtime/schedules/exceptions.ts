import { Exception } from '@adonisjs/core/exceptions'

export class NoSuchSchedule extends Exception {
  static status = 404
  static code = 'E_NO_SUCH_SCHEDULE'
  static message = 'The plugin has no such schedule'
}

export class PluginSwitchedOff extends Exception {
  static status = 409
  static code = 'E_PLUGIN_SWITCHED_OFF'
  static message = 'The plugin is switched off'
}

export class ScheduleUnderWay extends Exception {
  static status = 409
  static code = 'E_SCHEDULE_UNDER_WAY'
  static message = 'The schedule is running already'
}
