/** A text in one language for all, or one for each. English must be among them. */
export type LocalizedText = string | ({ en: string } & Record<string, string>)

type SettingType = 'string' | 'integer' | 'number' | 'boolean'

/** The part of JSON Schema from which a form can be made, and which can't be made to run long. */
export interface SettingProperty {
  type: SettingType
  title?: LocalizedText
  description?: LocalizedText
  default?: string | number | boolean
  enum?: (string | number)[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minLength?: number
  maxLength?: number
}

export interface SettingsSchema {
  type: 'object'
  additionalProperties: false
  required?: string[]
  properties: Record<string, SettingProperty>
}

/** `plugin.json`: what a plugin is, what it answers and what it asks for. */
export interface PluginManifest {
  /** Its name in the registry. */
  id: string
  name: LocalizedText
  version: string
  description: LocalizedText
  category: string
  license: string
  language: 'assemblyscript' | 'rust' | 'c' | 'wasm'
  /** The source that is compiled, or the module itself where the language is `wasm`. */
  entry: string
  /** The version of `rialto:host` it was made for. */
  host_api: string
  /** `<hook>@<version>` for each hook it answers. */
  hooks: string[]
  capabilities: string[]
  allowed_hosts: string[]
  settings: SettingsSchema
  author?: { name: string; email?: string; url?: string }
  homepage?: string
  repository?: string
  tags?: string[]
}

/** What plugins may be granted; the consent page explains each by `runtime.capability.<name>`. */
export const CAPABILITIES = ['clock'] as const

/** Versions of `rialto:host` that this platform answers; old ones stay. */
export const HOST_API_VERSIONS = ['1'] as const

/** `discount@1` is answered by the export `discount_v1`. */
export function hookExport(hook: string): string {
  const [name = '', version = ''] = hook.split('@')
  return `${name.replace(/[^a-z0-9]+/g, '_')}_v${version}`
}

/** The text in `locale`, in English where that is missing. */
export function localized(text: LocalizedText, locale: string): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.en)
}
