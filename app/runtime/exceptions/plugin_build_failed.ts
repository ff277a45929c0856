import { Exception } from '@adonisjs/core/exceptions'

/** The compiler or the gate refused a plugin's source; the message has what they said. */
export class PluginBuildFailed extends Exception {
  static status = 422
  static code = 'E_PLUGIN_BUILD_FAILED'
}
