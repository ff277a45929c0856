import { Exception } from '@adonisjs/core/exceptions'

/** A plugin failed on a hook without which the platform must not go on. */
export class HookFailed extends Exception {
  static status = 503
  static code = 'E_PLUGIN_FAILED'
  retryAfter = 5

  constructor(
    readonly pluginName: string,
    readonly failure: { outcome: string; error: string | null }
  ) {
    super(`The plugin ${pluginName} did not answer`)
  }
}
