import { parseManifest } from '#runtime/manifest/parse_manifest'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { PluginManifestInvalid } from '#runtime/exceptions/plugin_manifest_invalid'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

const MOST_PROBLEMS = 20

/** Reads a manifest that came with an upload; each fault names its place below `manifest`. */
export function readManifest(source: unknown): PluginManifest {
  try {
    return parseManifest(source)
  } catch (error) {
    if (!(error instanceof PluginManifestInvalid)) throw error
    throw new InvalidPlugin(
      error.details.slice(0, MOST_PROBLEMS).map(({ field, message, rule }) => ({
        field: field ? `manifest.${field}` : 'manifest',
        message: `${field || 'plugin.json'} ${message}`,
        rule,
      }))
    )
  }
}
