import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { findTarget } from '#registry/commands/find_target'
import { toRunJson } from '#registry/wire/installation_json'
import { listRuns } from '#runtime/queries/list_runs'

type Listed = ReturnType<typeof toRunJson>[]

const MOST = 100

export default class PluginRuns extends PlatformCommand<Listed> {
  static commandName = 'plugin:runs'
  static description = 'List single runs of plugins, newest first'

  @flags.string({ description: "Slug of the tenant; without it everybody's" })
  declare tenant?: string

  @flags.string({ description: 'Name of the plugin' })
  declare plugin?: string

  @flags.string({ description: 'For example discount@1' })
  declare hook?: string

  @flags.string({ description: 'For example fuel_exhausted' })
  declare outcome?: string

  @flags.boolean({ description: 'Only those that failed' })
  declare failed: boolean

  @flags.number({ description: 'How many, 100 at most', default: 20 })
  declare limit: number

  protected async perform() {
    const tenantId = this.tenant ? (await findTarget(this.tenant)).tenantId : undefined
    const limit = Math.min(Math.max(Math.trunc(this.limit), 1), MOST)
    const { plugin, hook, outcome } = this
    const { data } = await listRuns({ tenantId, plugin, hook, outcome, failedOnly: this.failed, limit })
    return data.map(toRunJson)
  }

  protected describe(rows: Listed) {
    if (rows.length === 0) return 'No run was found'
    return rows
      .map(({ at, id, plugin, version, hook, outcome, fuel_used: fuel, duration_ms: ms, error }) =>
        [at, id, `${plugin} ${version ?? ''}`.trim(), hook, outcome, `${fuel} fuel`, `${ms.toFixed(1)} ms`, error]
          .filter(Boolean)
          .join('  ')
      )
      .join('\n')
  }
}
