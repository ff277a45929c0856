import { asksOf, HOST_OF_SETTING } from '#runtime/manifest/plugin_manifest'
import { checkSettings, defaultSettings, type PluginSettings } from '#runtime/manifest/settings_form'
import { settingsSchemaOf, type PluginRelease, type ReleaseManifest } from '#runtime/installations/release'
import type { Installation } from '#runtime/installations/installation'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'

type Granted = Pick<Installation, 'grantedCapabilities' | 'settings'>

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

const SETTING_HOST = `host:${HOST_OF_SETTING}`

/** Settings that say which host a version may reach and that nobody set: its defaults would. */
export const hostsByDefault = (
  { grantedCapabilities, settings: old }: Granted,
  release: PluginRelease,
  given: PluginSettings = {}
): string[] => {
  const next = settingsFor(release, old, given)
  return grantedCapabilities
    .filter((grant) => grant.startsWith(SETTING_HOST))
    .map((grant) => grant.slice(SETTING_HOST.length))
    .filter((name) => next[name] !== undefined && next[name] !== old[name] && !Object.hasOwn(given, name))
}

/** What was granted and still means the same: who agreed to the host of a setting agreed to what they set, not to a later default. */
export function grantsThatHold(current: Granted, release: PluginRelease, given?: PluginSettings): string[] {
  const changed = hostsByDefault(current, release, given)
  return current.grantedCapabilities.filter(
    (grant) => !changed.includes(grant.slice(SETTING_HOST.length)) || !grant.startsWith(SETTING_HOST)
  )
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
