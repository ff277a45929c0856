import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { PluginHost } from '#runtime/host/plugin_host'
import { releaseFrom } from '#tests/support/installed_plugins'
import type { Installation } from '#runtime/installations/installation'

/** What the plugin answers: one thing always, or one for each `operation`. `fail` fails, `spin` never ends; `[=path]` is filled in from the input. */
export type Script = unknown

/** Installs and enables a real plugin that answers one hook with what the test says. */
export async function installScripted(hook: string, script: Script, tenantId: string | null = null): Promise<Installation> {
  const built = await buildPlugin(join(findProjectRoot(), 'tests/plugins/own/scripted'))
  const actor = systemActor('test', tenantId)
  const install = await app.container.make(InstallPlugin)
  const installed = await install.handle({
    actor,
    tenantId,
    release: releaseFrom(built, { manifest: { ...built.manifest, hooks: [hook] } }),
    consent: [],
    loadArtifact: () => Promise.resolve(built.wasm),
  })
  const host = await app.container.make(PluginHost)
  await host.whenReady()
  const enable = await app.container.make(EnablePlugin)
  const installation = await enable.handle({ actor, installation: installed })
  await rescript(installation, script)
  return installation
}

/** From now on it answers this. */
export async function rescript({ id }: Pick<Installation, 'id'>, script: Script): Promise<void> {
  await db
    .from('plugin_installations')
    .where('id', id)
    .update({ settings: JSON.stringify({ answer: asText(script) }) })
  const enabled = await app.container.make(EnabledInstallations)
  enabled.forget()
}

/** Answers by operation: `{ create: {…}, find: 'fail' }`. */
export async function rescriptEach({ id }: Pick<Installation, 'id'>, scripts: Record<string, Script>): Promise<void> {
  const settings = Object.fromEntries(Object.entries(scripts).map(([operation, script]) => [operation, asText(script)]))
  await db
    .from('plugin_installations')
    .where('id', id)
    .update({ settings: JSON.stringify(settings) })
  const enabled = await app.container.make(EnabledInstallations)
  enabled.forget()
}

/** Numbers from the input stand without quotes: `"[=amount]#"` becomes `[=amount]`. */
const asText = (script: Script) => (typeof script === 'string' ? script : JSON.stringify(script).replaceAll(/"(\[=[^\]]+\])#"/g, '$1'))
