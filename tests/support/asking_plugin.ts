import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { PluginHost } from '#runtime/host/plugin_host'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { findInstallation } from '#runtime/installations/installation'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { releaseFrom } from '#tests/support/installed_plugins'
import type { Hook } from '#runtime/hooks/define_hook'

export type Told = Record<string, unknown> & { refusal: string }

const actor = systemActor('test')

export const make = <Service>(service: new (...parts: never[]) => Service) => app.container.make(service as never) as Promise<Service>

/** Not registered: any hook will do, and a busy machine must not make these tests fail. */
const hook: Hook<object, Told> = {
  ...{ name: 'discount', version: 1, id: 'discount@1', exportName: 'discount_v1', mode: 'job' },
  ...{ title: 'Anything', summary: 'Asked for anything', combine: 'Asked alone', kind: 'function' },
  example: { input: {}, output: { refusal: '' } },
  ...{ deadlineMs: 30_000, failure: 'closed', sideEffects: true, input: { type: 'object' }, output: { type: 'object' } },
}

interface Spec {
  /** Below `tests/plugins/own`: a plugin that uses every function. */
  folder: string
  tenantId: string | null
  settings: Record<string, string>
  secrets: Record<string, string>
}

/** Installs a plugin with all it asks for and gives it a way to be asked through the plugin host. */
export async function askingPlugin({ folder, tenantId, settings, secrets }: Spec) {
  const built = await buildPlugin(join(findProjectRoot(), 'tests/plugins/own', folder))
  const { id } = await (
    await make(InstallPlugin)
  ).handle({
    ...{ actor, tenantId, release: releaseFrom(built), consent: asksOf(built.manifest) },
    loadArtifact: () => Promise.resolve(built.wasm),
  })
  const key = { id, tenantId }
  for (const [name, value] of Object.entries(secrets)) await (await make(SetPluginSecret)).handle({ actor, installation: key, name, value })
  await (await make(ConfigurePlugin)).handle({ actor, installation: key, settings })
  await (await make(PluginHost)).whenReady()
  const ask = async (what: string, more: object = {}, sideEffects = true): Promise<Told> => {
    const caller = await make(HookCaller)
    const answer = await caller.ask({ ...hook, sideEffects }, await findInstallation(key), { do: what, ...more })
    return answer!.output
  }
  return { key, ask }
}

/** The tables of the whole database in which a text stands, whatever the column. */
export async function tablesWith(text: string): Promise<string[]> {
  const tables = await sqlRows<{ name: string }>(db, `select tablename as name from pg_tables where schemaname = 'public'`)
  const found: string[] = []
  for (const { name } of tables) {
    const sql = `select exists (select 1 from "${name}" one where strpos(one::text, ?) > 0) as found`
    const [row] = await sqlRows<{ found: boolean }>(db, sql, [text])
    if (row!.found) found.push(name)
  }
  return found
}
