import i18nManager from '@adonisjs/i18n/services/main'
import { Exception } from '@adonisjs/core/exceptions'
import { inWords } from '#registry/dependencies/explain/words'
import type { FieldProblem } from '#core/http/problem'
import type { Line } from '#registry/dependencies/explain/line'
import type { Needer } from '#registry/installing/needed_by'

/** What is asked for and what is installed do not go together; the details say why, in words. */
export class DoesNotFit extends Exception {
  static status = 409
  static code = 'E_UNRESOLVABLE'
  readonly details: FieldProblem[]

  constructor(explanation: readonly Line[]) {
    const texts = inWords(explanation, i18nManager.locale(i18nManager.config.defaultLocale))
    super(`These plugins do not fit together: ${texts.join('; ')}`)
    this.details = explanation.map(({ code }, at) => ({ field: 'plugin', message: texts[at] ?? code, rule: code }))
  }
}

export interface MissingConsent {
  name: string
  version: string
  asks: string[]
}

/** Other plugins come along, and each is agreed to by itself. */
export class ConsentRequiredAlong extends Exception {
  static status = 422
  static code = 'E_CONSENT_REQUIRED'
  readonly details: FieldProblem[]

  constructor(missing: readonly MissingConsent[]) {
    super(`Plugins that come along need consent: ${missing.map(({ name, asks }) => `${name} to ${asks.join(', ')}`).join('; ')}`)
    this.details = missing.map(({ name, version, asks }) => ({
      field: `along.${name}`,
      message: `${name} ${version} needs consent to: ${asks.join(', ')}`,
      rule: 'consent',
    }))
  }
}

/** What comes along can't be switched on as it is: it has to be installed, and told what it needs, by itself first. */
export class IncompleteAlong extends Exception {
  static status = 422
  static code = 'E_DEPENDENCY_INCOMPLETE'
  readonly details: FieldProblem[]

  constructor(names: readonly string[]) {
    super(`Install and set up these first: ${names.join(', ')}`)
    this.details = names.map((name) => ({ field: `along.${name}`, message: `${name} needs settings or secrets`, rule: 'settings' }))
  }
}

/** Others that are installed do not work without it. */
export class PluginNeeded extends Exception {
  static status = 409
  static code = 'E_PLUGIN_NEEDED'
  readonly details: FieldProblem[]

  constructor(needers: readonly Needer[]) {
    super(`It is needed by ${needers.map(({ name }) => name).join(', ')}: remove those first, or say force`)
    this.details = needers.map(({ name, version, range }) => ({
      field: 'plugin',
      message: `${name} ${version} needs ${range}`,
      rule: 'needed',
    }))
  }
}
