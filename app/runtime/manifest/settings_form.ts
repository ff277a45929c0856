import { localized, type SettingProperty, type SettingsSchema } from '#runtime/manifest/plugin_manifest'
import { findProblems, type SchemaProblem } from '#runtime/manifest/schema_checker'

/** Texts that may be longer get several lines. */
const ONE_LINE = 200

export type PluginSettings = Record<string, unknown>

/** One field of the form that is made from a plugin's settings schema. */
export interface SettingField {
  name: string
  label: string
  help: string | null
  /** How the page shows it. */
  control: 'text' | 'multiline' | 'number' | 'checkbox' | 'select'
  isRequired: boolean
  value: unknown
  options: { value: string; label: string; isSelected: boolean }[]
  min: number | null
  max: number | null
  step: string | null
  maxLength: number | null
}

/** What is wrong with settings, by field; nothing means they fit the schema. */
export const checkSettings = (schema: SettingsSchema, settings: unknown): SchemaProblem[] => findProblems(schema, settings)

export function defaultSettings(schema: SettingsSchema): PluginSettings {
  const withDefaults = Object.entries(schema.properties).filter(([, property]) => property.default !== undefined)
  return Object.fromEntries(withDefaults.map(([name, property]) => [name, property.default]))
}

/** The form for a schema, filled with `settings` over the defaults. */
export function settingsForm(schema: SettingsSchema, settings: PluginSettings, locale: string): SettingField[] {
  const values = { ...defaultSettings(schema), ...settings }
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    label: property.title ? localized(property.title, locale) : name,
    help: property.description ? localized(property.description, locale) : null,
    control: controlFor(property),
    isRequired: schema.required?.includes(name) ?? false,
    value: values[name] ?? '',
    options: (property.enum ?? []).map((option) => ({
      value: String(option),
      label: String(option),
      isSelected: values[name] === option,
    })),
    min: property.minimum ?? null,
    max: property.maximum ?? null,
    step: stepFor(property),
    maxLength: property.maxLength ?? null,
  }))
}

/** A form sends text: reads it back into the types of the schema. What does not fit stays as it came, for the check to name. */
export function settingsFromForm(schema: SettingsSchema, input: Record<string, unknown>): PluginSettings {
  const settings: PluginSettings = {}
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = readField(property, input[name])
    if (value !== undefined) settings[name] = value
  }
  return settings
}

function readField({ type }: SettingProperty, value: unknown): unknown {
  if (type === 'boolean') return value === true || value === 'true' || value === 'on' || value === '1'
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string' || type === 'string') return value
  const number = Number(value.trim().replace(',', '.'))
  return Number.isNaN(number) ? value : number
}

function controlFor({ type, maxLength, enum: options }: SettingProperty): SettingField['control'] {
  if (options) return 'select'
  if (type === 'boolean') return 'checkbox'
  if (type !== 'string') return 'number'
  return (maxLength ?? 0) > ONE_LINE ? 'multiline' : 'text'
}

function stepFor({ type, multipleOf }: SettingProperty): string | null {
  if (type === 'integer') return String(multipleOf ?? 1)
  return type === 'number' ? String(multipleOf ?? 'any') : null
}
