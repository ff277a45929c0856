import { inject } from '@adonisjs/core'
import { findSetting, listSettings } from '#core/modules'
import { Settings } from '#core/settings/settings'
import { UnknownSetting } from '#core/settings/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { SettingDefinition } from '#core/settings/define_setting'

type Row = {
  definition: SettingDefinition<unknown>
  value: unknown
  unit: string | undefined
  shown: string
  shownDefault: string
  isChanged: boolean
  options: Option[]
}
type Option = { value: string; label: string; isChosen: boolean }

/** The platform's settings by domain: what is in force, what is the default, one form each. */
@inject()
export default class SettingsController {
  constructor(private readonly settings: Settings) {}

  async index({ view, i18n }: HttpContext) {
    const rows = await Promise.all(listSettings().map((definition) => this.#rowOf(definition, i18n)))
    const groups = Map.groupBy(rows, ({ definition }) => definition.key.split('.')[0])
    return view.render('core/operator/settings', { groups: [...groups].map(([name, list]) => ({ name, list })) })
  }

  async edit({ params, view, i18n }: HttpContext) {
    return view.render('core/operator/setting', await this.#rowOf(find(params.key), i18n))
  }

  async update({ params, request, response, session, actor, i18n }: HttpContext) {
    const definition = find(params.key)
    await this.settings.set(actor, definition.key, valueFrom(definition, request.input('value')))
    session.flash('success', i18n.t('core.setting_saved'))
    return response.redirect().toRoute('operator.settings.index')
  }

  async #rowOf(definition: SettingDefinition<unknown>, i18n: I18n): Promise<Row> {
    const value = await this.settings.get(definition)
    const show = (shown: unknown) => textOf(definition, shown, i18n)
    return {
      definition,
      value,
      unit: definition.unit && unitName(definition.unit, i18n),
      shown: show(value),
      shownDefault: show(definition.default),
      options: optionsOf(definition, value, i18n),
      isChanged: JSON.stringify(value) !== JSON.stringify(definition.default),
    }
  }
}

function find(key: string) {
  const definition = findSetting(key)
  if (!definition) throw new UnknownSetting()
  return definition
}

function textOf(definition: SettingDefinition<unknown>, value: unknown, i18n: I18n): string {
  const { options, unit } = definition
  if (options) {
    const chosen = optionsOf(definition, value, i18n).filter(({ isChosen }) => isChosen)
    return chosen.map(({ label }) => label).join(', ') || i18n.t('core.setting_empty')
  }
  if (typeof value === 'boolean') return i18n.t(value ? 'core.setting_yes' : 'core.setting_no')
  if (Array.isArray(value)) return value.join(', ') || i18n.t('core.setting_empty')
  if (typeof value === 'number') return [i18n.formatNumber(value), unit && unitName(unit, i18n)].filter(Boolean).join(' ')
  return String(value) || i18n.t('core.setting_empty')
}

function optionsOf({ options = [], optionLabels: prefix }: SettingDefinition<unknown>, value: unknown, i18n: I18n): Option[] {
  const chosen = String(value)
    .split(',')
    .map((part) => part.trim())
  return options.map((option) => ({
    value: option,
    label: prefix ? i18n.t(prefix + option, {}, option) : option,
    isChosen: chosen.includes(option),
  }))
}

/** Units are declared as programs write them: `/min`, `ms`. */
const unitName = (unit: string, i18n: I18n) => i18n.t(`core.unit_${unit.replace('/', 'per_')}`, {}, unit)

/** An unticked box is sent as nothing at all, a list as lines. */
function valueFrom({ kind }: SettingDefinition<unknown>, input: unknown): unknown {
  if (kind === 'boolean') return input === '1'
  if (kind === 'choices') return [input ?? []].flat().join(',')
  if (kind === 'list') {
    return String(input ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  }
  return input
}
