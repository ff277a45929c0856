import { settingsForm, type PluginSettings, type SettingField } from '#runtime/manifest/settings_form'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import type { I18n } from '@adonisjs/i18n'
import type { SettingProperty, SettingsSchema } from '#runtime/manifest/plugin_manifest'

/**
 * The fields of a settings form. The database does not keep the order of an object's keys: fields that must be filled
 * in come first, in the order in which their author named them.
 */
export function settingsView(schema: SettingsSchema, settings: PluginSettings, locale: string): SettingField[] {
  const order = schema.required ?? []
  const rank = ({ name }: SettingField) => (order.includes(name) ? order.indexOf(name) : order.length)
  return settingsForm(schema, settings, locale).sort((a, b) => rank(a) - rank(b))
}

/** The same refusal in the reader's language. */
export function inWords({ messages }: PluginSettingsInvalid, schema: SettingsSchema, i18n: I18n): PluginSettingsInvalid {
  return new PluginSettingsInvalid(
    messages.map((problem) => {
      const property = schema.properties[problem.field.split('.')[0]]
      return property ? { ...problem, message: messageOf(problem, property, i18n) } : problem
    })
  )
}

function messageOf({ rule, message }: { rule: string; message: string }, property: SettingProperty, i18n: I18n): string {
  if (rule === 'type') return i18n.t(`registry.setting_type_${property.type}`, {}, message)
  const limit = (property as unknown as Record<string, unknown>)[rule]
  return i18n.t(`registry.setting_${rule}`, { limit: limit as number }, message)
}
