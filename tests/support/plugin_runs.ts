import app from '@adonisjs/core/services/app'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { buildPlugin } from '#runtime/build/build_plugin'
import { pluginFolder, releaseFrom } from '#tests/support/installed_plugins'
import type { Installation } from '#runtime/installations/installation'
import type { PluginRelease } from '#runtime/installations/release'
import type { Run } from '#runtime/runs/run'

type Service<Made> = new (...parts: never[]) => Made
export const make = <Made>(service: Service<Made>) => app.container.make(service as never) as Promise<Made>

/** A run of an installation as the caller of hooks records it. */
export const runOf = (installation: Installation, changes: Partial<Run> = {}): Run => ({
  ...{ installation, hook: 'discount@1', outcome: 'ok', error: null, fuel: 1_000, fuelLimit: 50_000_000, durationMs: 1 },
  ...{ logs: [], calls: [], usage: null, mask: new SecretMask(), input: { lines: [] }, output: { discounts: [] }, sensitive: [] },
  ...changes,
})

/** Records runs and waits until they are written. */
export async function recordRuns(...runs: Run[]): Promise<void> {
  const recorder = await make(RunRecorder)
  for (const run of runs) recorder.record(run)
  await recorder.flush()
}

/** The first-party volume discount as a release of a registry that need not exist. */
export async function volumeDiscount(overrides: Partial<PluginRelease> & { manifest?: never } = {}) {
  const built = await buildPlugin(pluginFolder('volume-discount'))
  return { release: releaseFrom(built, overrides), loadArtifact: () => Promise.resolve(built.wasm) }
}

/** Installed, switched off. `more` is added to the manifest. */
export async function installVolumeDiscount(tenantId: string | null, more: Partial<PluginRelease['manifest']> = {}) {
  const { release, loadArtifact } = await volumeDiscount({ pluginId: newId() })
  const install = await make(InstallPlugin)
  return install.handle({
    actor: systemActor('test', tenantId),
    tenantId,
    release: { ...release, manifest: { ...release.manifest, ...more } },
    consent: [...(more.capabilities ?? release.manifest.capabilities)],
    loadArtifact,
  })
}

/** The next version of an installation's plugin, by the same module. */
export function nextRelease(of: Installation, version: string, more: Partial<PluginRelease['manifest']> = {}): PluginRelease {
  const { pluginId, pluginName: name, digest, manifest } = of
  return { pluginId, versionId: newId(), name, version, digest, manifest: { ...manifest, ...more } }
}
