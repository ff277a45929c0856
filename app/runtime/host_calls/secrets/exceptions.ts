import { Exception } from '@adonisjs/core/exceptions'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'

export class PluginSecretUnknown extends Exception {
  static status = 404
  static code = 'E_PLUGIN_SECRET_UNKNOWN'

  constructor(name: string) {
    super(`This plugin knows no secret "${name}"`)
  }
}

/** `messages` as validators have them; never the value. */
export class PluginSecretInvalid extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'
  static message = 'The secret can not be kept'
  readonly messages: SchemaProblem[]

  constructor(message: string, rule: string) {
    super()
    this.messages = [{ field: 'value', message, rule }]
  }
}
