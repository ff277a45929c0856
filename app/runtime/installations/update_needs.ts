import { asksOf } from '#runtime/manifest/plugin_manifest'
import { checkSettings, defaultSettings, type PluginSettings } from '#runtime/manifest/settings_form'
import { settingsSchemaOf, type PluginRelease, type ReleaseManifest } from '#runtime/installations/release'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'

/** What a version asks for beside what was granted to the one that runs. */
export interface AskDifference {
  added: string[]
  removed: string[]
  kept: string[]
}

export function compareAsks(granted: readonly string[], manifest: ReleaseManifest): AskDifference {
  const asked = asksOf(manifest)
  return {
    added: asked.filter((ask) => !granted.includes(ask)),
    removed: granted.filter((ask) => !asked.includes(ask)),
    kept: asked.filter((ask) => granted.includes(ask)),
  }
}

/** What the new version knows of the old settings, its defaults for the rest, over both what is given now. */
export function settingsFor({ manifest }: PluginRelease, old: PluginSettings, given: PluginSettings = {}): PluginSettings {
  const schema = settingsSchemaOf(manifest)
  const known = Object.entries({ ...old, ...given }).filter(([name]) => Object.hasOwn(schema.properties, name))
  return { ...defaultSettings(schema), ...Object.fromEntries(known) }
}

/** What a person must still say before a version can run with these settings. */
export const settingsProblems = ({ manifest }: PluginRelease, settings: PluginSettings): SchemaProblem[] =>
  checkSettings(settingsSchemaOf(manifest), settings)

/** Secrets without which a version can't work. */
export const requiredSecrets = ({ secrets = {} }: Pick<ReleaseManifest, 'secrets'>): string[] =>
  Object.entries(secrets).flatMap(([name, { required }]) => (required ? [name] : []))

export const missingSecrets = (manifest: Pick<ReleaseManifest, 'secrets'>, known: readonly string[]): string[] =>
  requiredSecrets(manifest).filter((name) => !known.includes(name))
