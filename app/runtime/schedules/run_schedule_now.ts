import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { NoSuchSchedule, PluginSwitchedOff, ScheduleUnderWay } from '#runtime/schedules/exceptions'
import { lockInstallation, type InstallationKey } from '#runtime/installations/installation'
import { recordTicks, scheduleDue } from '#runtime/schedules/ticks'
import type { Actor } from '#core/actor'

export interface RunScheduleNowInput {
  actor: Actor
  installation: InstallationKey
  schedule: string
}

/** Runs a schedule out of turn. Refused while a run that somebody asked for is still under way. */
@inject()
export class RunScheduleNow {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, installation: key, schedule }: RunScheduleNowInput): Promise<void> {
    await db.transaction(async (trx) => {
      const { id, tenantId, manifest, pluginName, isEnabled } = await lockInstallation(trx, key)
      if (!manifest.schedules?.some(({ name }) => name === schedule)) throw new NoSuchSchedule()
      if (!isEnabled) throw new PluginSwitchedOff()
      const underWay = await sqlRows(
        trx,
        `select 1 from plugin_schedule_ticks where installation_id = ? and schedule = ? and is_manual
            and status in ('queued', 'running') and tick_at > now() - interval '2 minutes' limit 1`,
        [id, schedule]
      )
      if (underWay.length > 0) throw new ScheduleUnderWay()
      const ticks = await recordTicks(trx, [{ installationId: id, schedule, tickAt: Clock.now().toJSDate(), isManual: true }])
      await this.outbox.record(trx, ...ticks.map(scheduleDue))
      const target = { type: 'plugin_installation', id, label: pluginName }
      await this.audit.record(trx, { actor, action: 'runtime.schedule_run', target, tenantId, after: { schedule } })
    })
  }
}
