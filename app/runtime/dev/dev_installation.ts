import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { findInstallationOf, type Installation } from '#runtime/installations/installation'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { BuiltPlugin } from '#runtime/build/build_plugin'
import type { PluginRelease } from '#runtime/installations/release'

/** What stands in for the registry's id: the same for the same name, and never one the registry gave. */
const devPluginId = (name: string): string => {
  const hex = createHash('sha256').update(`rialto dev ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Puts a plugin under development into a shop without publishing it: installed with consent to all it asks for, switched on,
 * and moved to every next build. Running processes take the new build with their next call; calls under way end with the old one.
 */
@inject()
export class DevInstallation {
  constructor(
    private readonly install: InstallPlugin,
    private readonly update: UpdatePlugin,
    private readonly enable: EnablePlugin
  ) {}

  /** Answers the installation as it runs now. The same build again changes nothing. */
  async put(plugin: BuiltPlugin, tenantId: string | null): Promise<Installation> {
    const actor = systemActor('plugin:dev', tenantId)
    const release = releaseOf(plugin)
    const consent = asksOf(release.manifest)
    const loadArtifact = () => Promise.resolve(plugin.wasm)
    const known = await findInstallationOf(release.pluginId, tenantId)
    const isCurrent = known?.version === release.version && known.isEnabled
    if (isCurrent) return known
    const installation = known
      ? await this.update.handle({ actor, installation: known, release, consent, loadArtifact })
      : await this.install.handle({ actor, tenantId, release, consent, loadArtifact })
    return installation.isEnabled ? installation : this.enable.handle({ actor, installation })
  }
}

/** The build's own digest and the manifest's make the version: a change of either is another one. */
function releaseOf({ manifest, verdict }: BuiltPlugin): PluginRelease {
  const build = createHash('sha256').update(verdict.sha256).update(JSON.stringify(manifest)).digest('hex').slice(0, 8)
  return {
    pluginId: devPluginId(manifest.id),
    versionId: newId(),
    name: manifest.id,
    version: `${manifest.version}-dev.${build}`,
    digest: verdict.sha256,
    manifest,
  }
}
