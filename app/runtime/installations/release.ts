import type { SettingsSchema } from '#runtime/manifest/plugin_manifest'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { LocalizedText, PluginManifest } from '#runtime/manifest/plugin_manifest'

/** What runtime needs of a manifest; the registry hands the whole of it over. */
export interface ReleaseManifest extends Partial<
  Pick<PluginManifest, 'secrets' | 'events' | 'emits' | 'schedules' | 'endpoints' | 'blocks' | 'exports'>
> {
  name?: LocalizedText
  description?: LocalizedText
  hooks: string[]
  capabilities: string[]
  allowed_hosts?: string[]
  settings?: SettingsSchema
}

/** One published version as it is installed: copied in, so that nothing above this domain is asked when it runs. */
export interface PluginRelease {
  pluginId: string
  versionId: string
  /** The plugin's name in the registry. */
  name: string
  version: string
  /** sha-256 of the module as published. */
  digest: string
  manifest: ReleaseManifest
}

const NO_SETTINGS: SettingsSchema = { type: 'object', additionalProperties: false, properties: {} }

/** Settings that the manifest does not name are refused, whatever its schema leaves open. */
export const settingsSchemaOf = (manifest: ReleaseManifest): SettingsSchema =>
  manifest.settings ? { ...manifest.settings, additionalProperties: false } : NO_SETTINGS

/** What `manifest` asks for beyond what was granted. */
export const missingConsent = (manifest: ReleaseManifest, granted: readonly string[]): string[] =>
  asksOf(manifest).filter((ask) => !granted.includes(ask))

export const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  new Set(left).size === new Set(right).size && left.every((item) => right.includes(item))
