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

/** A secret the installer gives: kept in the vault, named in requests as `{{secret:<name>}}`, never shown to the plugin. */
export interface PluginSecret {
  title?: LocalizedText
  description?: LocalizedText
  required?: boolean
}

/** When `schedule@1` is asked; `name` is handed over with it. */
export interface PluginSchedule {
  name: string
  /** Five fields, UTC. No more often than once a minute. */
  cron: string
}

/** What `http_endpoint@1` answers below `/p/<tenant>/<plugin>/`. A path may end in `/*`. */
export interface PluginEndpoint {
  path: string
  methods: ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[]
  /** `public`: anybody; `member`: people of the tenant that installed it. */
  access: 'public' | 'member'
}

/** A block of a panel that `panel_block@1` fills; drawn and escaped by the platform. */
export interface PluginBlock {
  name: string
  title: LocalizedText
  panel: 'seller' | 'operator'
  place: 'dashboard' | 'orders' | 'products' | 'page'
}

/** A file that `export@1` writes from rows the platform feeds to it; needs the capability `data.<source>`. */
export interface PluginExport {
  name: string
  title: LocalizedText
  source: 'orders' | 'products'
  /** The day is put before the ending: `orders.csv` becomes `orders-2026-11-21.csv`. */
  file_name: string
  content_type: string
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
  language: PluginLanguage
  /** The source that is compiled or run, or the module itself where the language is `wasm`, `rust` or `c`. */
  entry: string
  /** The version of `rialto:host` it was made for. */
  host_api: string
  /** `<hook>@<version>` for each hook it answers. */
  hooks: string[]
  capabilities: string[]
  /** Hosts `http_fetch` may reach: `api.example.com`, or `setting:<name>`: the host of the URL somebody set there. */
  allowed_hosts: string[]
  settings: SettingsSchema
  secrets?: Record<string, PluginSecret>
  /** Names of events that `event@1` is told: `orders.order_paid.v1`. */
  events?: string[]
  /** Names of events it may emit; they go out as `plugin.<id>.<name>`. */
  emits?: string[]
  schedules?: PluginSchedule[]
  endpoints?: PluginEndpoint[]
  blocks?: PluginBlock[]
  exports?: PluginExport[]
  /** Plugin → range of versions: brought along, expected to be there, made use of, not borne beside it. */
  dependencies?: Record<string, string>
  peer_dependencies?: Record<string, string>
  optional_dependencies?: Record<string, string>
  conflicts?: Record<string, string>
  /** The platforms it works on: the lowest version, or a range. */
  platform?: string
  author?: { name: string; email?: string; url?: string }
  homepage?: string
  repository?: string
  tags?: string[]
}

export type PluginLanguage = 'assemblyscript' | 'typescript' | 'javascript' | 'rust' | 'c' | 'wasm'

/**
 * What plugins may be granted; the consent page explains each by `registry.capability_<name>` (dots become underscores).
 * `data.*` are sets of named queries, all of them answered through the import `query_data`.
 */
export const CAPABILITIES = [
  'clock',
  'random',
  'crypto',
  'kv',
  'http',
  'events',
  'data.products',
  'data.stock',
  'data.orders',
  'data.sales',
] as const

/** What an import asks for that is answered for any `data.*`. */
export const ANY_DATA = 'data'

/** Whether the manifest asks for what an import needs. */
export const asksFor = ({ capabilities }: Pick<PluginManifest, 'capabilities'>, needed: string): boolean =>
  capabilities.some((capability) => capability === needed || (needed === ANY_DATA && capability.startsWith(`${ANY_DATA}.`)))

/** In `allowed_hosts`: the host of the address that stands in the setting named behind it. */
export const HOST_OF_SETTING = 'setting:'

/** All that somebody has to agree to: capabilities, and each host as `host:<name>`. */
export const asksOf = ({ capabilities, allowed_hosts: hosts = [] }: { capabilities: string[]; allowed_hosts?: string[] }): string[] => [
  ...capabilities,
  ...hosts.map((host) => `host:${host}`),
]

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
