import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { findProjectRoot } from '#runtime/build/project_root'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { listRuns } from '#runtime/queries/list_runs'
import { installAndEnable } from '#tests/support/installed_plugins'
import type { Installation } from '#runtime/installations/installation'

const folder = () => join(findProjectRoot(), 'tests/plugins/own/puppet')

/** A plugin that shows up everywhere and answers what it is told to: JSON, or `echo`, `fail`, `loop`, `huge`. */
export const installPuppet = (tenantId: string | null): Promise<Installation> => installAndEnable(folder(), tenantId)

/** What it answers from now on; with `onAction` also to forms and buttons. */
export async function direct({ id, tenantId }: Installation, answer: unknown, onAction?: unknown): Promise<void> {
  const configure = await app.container.make(ConfigurePlugin)
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  const settings = { answer: text(answer), ...(onAction === undefined ? {} : { on_action: text(onAction) }) }
  await configure.handle({ actor: systemActor('test', tenantId), installation: { id, tenantId }, settings })
}

/** Its runs, newest first, once they are written. */
export async function runsOf({ id, tenantId }: Installation) {
  const recorder = await app.container.make(RunRecorder)
  await recorder.flush()
  const { data } = await listRuns({ installationId: id, tenantId, limit: 50 })
  return data
}

/** What it was asked, newest first: it logs every input. */
export async function inputsOf(installation: Installation): Promise<Record<string, unknown>[]> {
  const runs = await runsOf(installation)
  return runs.flatMap(({ logs }) => (logs?.[0] ? [JSON.parse(logs[0].text) as Record<string, unknown>] : []))
}
