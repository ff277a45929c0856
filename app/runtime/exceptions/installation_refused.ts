import { Exception } from '@adonisjs/core/exceptions'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'

export class InstallationNotFound extends Exception {
  static status = 404
  static code = 'E_INSTALLATION_NOT_FOUND'
  static message = 'There is no such installation'
}

export class PluginAlreadyInstalled extends Exception {
  static status = 409
  static code = 'E_PLUGIN_ALREADY_INSTALLED'
  static message = 'The plugin is installed already'
}

export class CompanyClosed extends Exception {
  static status = 409
  static code = 'E_COMPANY_CLOSED'
  static message = 'The company is closed: nothing runs for it'
}

/** Consent is to exactly what the version asks for: neither less nor something else. */
export class ConsentRequired extends Exception {
  static status = 422
  static code = 'E_CONSENT_REQUIRED'
  details: SchemaProblem[]

  constructor(capabilities: readonly string[]) {
    const message = `This version needs consent to: ${capabilities.join(', ') || 'nothing'}`
    super(message)
    this.details = [{ field: 'consent', message, rule: 'consent' }]
  }
}

/** `messages` as validators have them: forms show each beside its field. */
export class PluginSettingsInvalid extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'
  static message = 'The settings do not fit the schema of the plugin'

  constructor(readonly messages: SchemaProblem[]) {
    super()
  }
}

/** The module of a release does not pass the gate of this platform (any more). */
export class ModuleRefusedByGate extends Exception {
  static status = 422
  static code = 'E_MODULE_REFUSED'
}

export class NothingToRollBackTo extends Exception {
  static status = 409
  static code = 'E_NOTHING_TO_ROLL_BACK_TO'
  static message = 'No earlier version of this plugin worked here'
}

/** Grants and settings belong to one plugin: another never takes its place. */
export class ReleaseOfAnotherPlugin extends Exception {
  static status = 422
  static code = 'E_RELEASE_OF_ANOTHER_PLUGIN'
  static message = 'This release is of another plugin'
}

/** Said by name: what is missing is set on the page of the installation. */
export class PluginSecretsMissing extends Exception {
  static status = 422
  static code = 'E_PLUGIN_SECRETS_MISSING'
  details: SchemaProblem[]

  constructor(readonly names: readonly string[]) {
    super(`These secrets must be set first: ${names.join(', ')}`)
    this.details = names.map((name) => ({ field: `secrets.${name}`, message: `The secret ${name} must be set`, rule: 'required' }))
  }
}

export class TooManyInstallations extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_INSTALLATIONS'

  constructor(readonly most: number) {
    super(`The plan allows ${most} installed plugins`)
  }
}

/** Nothing waits for an answer (any more). */
export class NothingWaits extends Exception {
  static status = 409
  static code = 'E_NOTHING_WAITS'
  static message = 'No update of this plugin waits for consent'
}
