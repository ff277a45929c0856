import { Exception } from '@adonisjs/core/exceptions'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'

/** `plugin.json` is refused as a whole, with all that is wrong in it. */
export class PluginManifestInvalid extends Exception {
  static status = 422
  static code = 'E_PLUGIN_MANIFEST_INVALID'

  constructor(readonly details: SchemaProblem[]) {
    const [first] = details
    super(`The manifest is not valid: ${first ? `${first.field || 'plugin.json'} ${first.message}` : 'unreadable'}`)
  }
}
