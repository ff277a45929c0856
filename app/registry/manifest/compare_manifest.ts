import { canonicalName } from '#registry/names/plugin_name'
import { compareManifest } from '#runtime/manifest/compare_manifest'
import { finding, type GateFinding } from '#runtime/gate/findings'
import { hookExport, localized, type PluginManifest } from '#runtime/manifest/plugin_manifest'
import { manifestNeedProblems } from '#registry/publishing/release_needs'
import type { FieldProblem } from '#core/http/problem'
import type { GateVerdict } from '#runtime/gate/gate_verdict'
import type { Release } from '#registry/publishing/release'

/** What the manifest and the request say of the same plugin must be the same: each difference, by field. */
export function findDifferences(release: Release, manifest: PluginManifest): FieldProblem[] {
  const pairs: [string, string | null, string][] = [
    ['name', canonicalName(release.name), canonicalName(manifest.id)],
    ['version', release.version, manifest.version],
    ['license', release.license, manifest.license],
    ['category', release.category, manifest.category],
    ['description', release.description, localized(manifest.description, 'en')],
  ]
  const differences = pairs
    .filter(([, said, written]) => said !== null && said !== written)
    .map(([field, said, written]) => ({
      field,
      message: `The request says ${field} "${said}", the manifest says "${written}"`,
      rule: 'manifest',
    }))
  return [...differences, ...manifestNeedProblems(release, manifest)]
}

/** How manifest and module differ: errors refuse the upload, the rest a moderator wants to know. */
export function manifestFindings(manifest: PluginManifest, verdict: GateVerdict): GateFinding[] {
  const declared = manifest.hooks.map(hookExport)
  const unnamed = verdict.hooks.filter((name) => !declared.includes(name))
  return [...compareManifest(manifest, verdict), ...unnamed.map((name) => finding('hook_not_declared', { export: name }, 'info'))]
}

const MODULE = { language: 'wasm', entry: 'plugin.wasm' } as const
/** Of those whose entry is the built module: the rest would name a source that did not come. */
const BUILT = ['rust', 'c'] as const
/** Types are optional in TypeScript: what holds for it holds for JavaScript. */
const SCRIPT = { language: 'typescript', entry: 'plugin.ts' } as const

/** The manifest of an upload that brought none: what the module itself shows. Nothing can be set or granted beyond it. */
export const manifestFromModule = (release: Release, verdict: GateVerdict): PluginManifest => ({
  id: release.name,
  name: release.name,
  version: release.version,
  description: release.description,
  category: release.category,
  license: release.license ?? 'unknown',
  ...(verdict.engine === 'quickjs' ? SCRIPT : { ...MODULE, language: BUILT.find((one) => one === release.language) ?? MODULE.language }),
  host_api: '1',
  hooks: verdict.hooks.map((name) => name.replace(/_v(\d+)$/, '@$1')),
  capabilities: verdict.capabilities,
  allowed_hosts: [],
  settings: { type: 'object', additionalProperties: false, properties: {} },
})

/** What a publisher need not repeat where the manifest says it. */
export const releaseFromManifest = (manifest: PluginManifest): Release => ({
  name: manifest.id,
  version: manifest.version,
  description: localized(manifest.description, 'en'),
  category: manifest.category,
  license: manifest.license,
  repository: manifest.repository ?? null,
  homepage: manifest.homepage ?? null,
  tags: manifest.tags ?? [],
  dependencies: {},
  checksum: null,
  size: null,
  minPlatformVersion: null,
})
