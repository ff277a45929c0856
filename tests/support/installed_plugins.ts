import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { buildPlugin, type BuiltPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { PluginHost } from '#runtime/host/plugin_host'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { Installation } from '#runtime/installations/installation'
import type { PluginRelease } from '#runtime/installations/release'

/** Folders of plugins that tests install, built when a source changed. */
export const pluginFolder = (id: string): string => join(findProjectRoot(), 'plugins', id)
export const hostileFolder = (id: string): string => join(findProjectRoot(), 'tests/plugins/hostile', id)

/** A built plugin as a release of a registry that need not exist. */
export const releaseFrom = ({ manifest, verdict }: BuiltPlugin, overrides: Partial<PluginRelease> = {}): PluginRelease => ({
  pluginId: newId(),
  versionId: newId(),
  name: manifest.id,
  version: manifest.version,
  digest: verdict.sha256,
  manifest,
  ...overrides,
})

/** Installs what is in `folder` with consent to all it asks for, and switches it on. */
export async function installAndEnable(folder: string, tenantId: string | null): Promise<Installation> {
  const built = await buildPlugin(folder)
  const actor = systemActor('test', tenantId)
  const install = await app.container.make(InstallPlugin)
  const installation = await install.handle({
    actor,
    tenantId,
    release: releaseFrom(built),
    consent: asksOf(built.manifest),
    loadArtifact: () => Promise.resolve(built.wasm),
  })
  const enable = await app.container.make(EnablePlugin)
  // A hook's deadline is for calls, not for starting the host on a busy machine.
  const host = await app.container.make(PluginHost)
  await host.whenReady()
  return enable.handle({ actor, installation })
}

/** For the end of a test: the platform's own plugins would answer in every other test as well. */
export async function switchOffAllPlugins(): Promise<void> {
  await db.from('plugin_installations').update({ is_enabled: false })
  const enabled = await app.container.make(EnabledInstallations)
  enabled.forget()
}
