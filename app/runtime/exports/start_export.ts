import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { ExportUnderWay, NoSuchExport } from '#runtime/exports/exceptions'
import { PluginSwitchedOff } from '#runtime/schedules/exceptions'
import { lockInstallation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'

export interface StartExportInput {
  actor: Actor
  installation: InstallationKey
  /** The name in the manifest. */
  name: string
}

/** Asks a plugin for a file; a job writes it. One at a time for each installation. Answers the file's id. */
@inject()
export class StartExport {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, installation: key, name }: StartExportInput): Promise<string> {
    const exportId = newId()
    await db.transaction(async (trx) => {
      const { id, tenantId, manifest, isEnabled, pluginName } = await lockInstallation(trx, key)
      const wanted = manifest.exports?.find((one) => one.name === name)
      if (!wanted) throw new NoSuchExport()
      if (!isEnabled) throw new PluginSwitchedOff()
      const sql = `select 1 from plugin_exports where installation_id = ? and status in ('queued', 'running') limit 1`
      if ((await sqlRows(trx, sql, [id])).length > 0) throw new ExportUnderWay()
      await sqlRun(
        trx,
        'insert into plugin_exports (id, installation_id, name, file_name, content_type, requested_by) values (?, ?, ?, ?, ?, ?)',
        [exportId, id, name, datedName(wanted.file_name), wanted.content_type, actor.userId]
      )
      await this.outbox.record(trx, {
        name: 'runtime.export_requested.v1',
        tenantId,
        aggregateId: id,
        payload: { export_id: exportId, name },
      })
      const target = { type: 'plugin_installation', id, label: pluginName }
      await this.audit.record(trx, { actor, action: 'runtime.export_started', target, tenantId, after: { name, export_id: exportId } })
    })
    return exportId
  }
}

/** `orders.csv` becomes `orders-2026-11-21.csv`. */
function datedName(fileName: string): string {
  const day = Clock.now().toISODate()
  const dot = fileName.lastIndexOf('.')
  return dot > 0 ? `${fileName.slice(0, dot)}-${day}${fileName.slice(dot)}` : `${fileName}-${day}`
}
