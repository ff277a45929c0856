import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { findTarget } from '#registry/commands/find_target'
import { toInstallationJson } from '#registry/wire/installation_json'
import { runFigures } from '#runtime/queries/list_runs'
import { listInstallations } from '#runtime/installations/installation'

type Listed = ReturnType<typeof toInstallationJson>[]

export default class PluginList extends PlatformCommand<Listed> {
  static commandName = 'plugin:list'
  static description = 'List the installed plugins of a tenant, or of the platform'

  @flags.string({ description: 'Slug of the tenant; without it the platform itself' })
  declare tenant?: string

  protected async perform() {
    const { tenantId } = await findTarget(this.tenant)
    const installations = await listInstallations(tenantId)
    const figures = await runFigures(installations.map(({ id }) => id))
    return installations.map((row) => toInstallationJson(row, figures.get(row.id)))
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
