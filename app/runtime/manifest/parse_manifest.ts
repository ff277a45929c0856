import { PluginManifestInvalid } from '#runtime/exceptions/plugin_manifest_invalid'
import { manifestSchema } from '#runtime/manifest/manifest_schema'
import { findProblems, type SchemaProblem } from '#runtime/manifest/schema_checker'
import { checkSettings } from '#runtime/manifest/settings_form'
import { surfaceProblems } from '#runtime/manifest/surface_problems'
import type { PluginManifest, SettingsSchema } from '#runtime/manifest/plugin_manifest'

const MAX_BYTES = 64 * 1024
const NO_SETTINGS: SettingsSchema = { type: 'object', additionalProperties: false, properties: {} }

/**
 * Reads `plugin.json`. Throws `PluginManifestInvalid` with every problem found.
 * @param source the JSON text, or what was parsed from it
 */
export function parseManifest(source: unknown): PluginManifest {
  const value = typeof source === 'string' ? parseJson(source) : source
  const problems = findProblems(manifestSchema, value)
  if (problems.length > 0) throw new PluginManifestInvalid(problems)
  const given = value as PluginManifest
  const manifest = {
    ...given,
    capabilities: given.capabilities ?? [],
    allowed_hosts: given.allowed_hosts ?? [],
    settings: given.settings ?? NO_SETTINGS,
  }
  const further = [...defaultProblems(manifest.settings), ...surfaceProblems(manifest)]
  if (further.length > 0) throw new PluginManifestInvalid(further)
  return manifest
}

function parseJson(text: string): unknown {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new PluginManifestInvalid([{ field: '', message: `is larger than ${MAX_BYTES} bytes`, rule: 'size' }])
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new PluginManifestInvalid([{ field: '', message: `is not JSON: ${(error as Error).message}`, rule: 'json' }])
  }
}

/** A default that its own schema refuses would make a form that can't be sent. */
function defaultProblems(schema: SettingsSchema): SchemaProblem[] {
  const defaults = Object.entries(schema.properties)
    .filter(([, property]) => property.default !== undefined)
    .map(([name, property]) => [name, property.default])
  return checkSettings({ ...schema, required: [] }, Object.fromEntries(defaults)).map((problem) => ({
    ...problem,
    field: `settings.properties.${problem.field}.default`,
  }))
}
