import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { findTarget } from '#registry/commands/find_target'
import { toInstallationJson } from '#registry/wire/installation_json'
import { runFigures } from '#runtime/queries/list_runs'
import { listInstallations, type Installation } from '#runtime/installations/installation'
import type { Page } from '#core/http/keyset'

type Listed = ReturnType<typeof toInstallationJson>[]

export default class PluginList extends PlatformCommand<Listed> {
  static commandName = 'plugin:list'
  static description = 'List the installed plugins of a tenant, or of the platform'

  @flags.string({ description: 'Slug of the tenant; without it the platform itself' })
  declare tenant?: string

  protected async perform() {
    const { tenantId } = await findTarget(this.tenant)
    const listed: Listed = []
    let cursor: string | null = null
    do {
      const { data, meta }: Page<Installation> = await listInstallations(tenantId, { cursor })
      const figures = await runFigures(data.map(({ id }) => id))
      listed.push(...data.map((row) => toInstallationJson(row, figures.get(row.id))))
      cursor = meta.next_cursor
    } while (cursor)
    return listed
  }

  protected describe(rows: Listed) {
    if (rows.length === 0) return 'No plugin is installed'
    return rows.map(lineOf).join('\n')
  }
}

function lineOf({
  plugin,
  version,
  status,
  channel,
  pinned,
  waiting_version: waiting,
  runs_last_day: runs,
  failures_last_day: failed,
}: Listed[number]) {
  const notes = [channel, pinned && 'pinned', waiting && `${waiting} waits`].filter(Boolean).join(', ')
  return `${plugin} ${version}: ${status} (${notes}), ${runs} runs and ${failed} failures in a day`
}
