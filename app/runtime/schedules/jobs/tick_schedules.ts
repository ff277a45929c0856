import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { lastTick } from '#runtime/schedules/cron'
import { recordTicks, scheduleDue } from '#runtime/schedules/ticks'
import { scheduleHook } from '#runtime/schedules/schedule_hook'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { Installation } from '#runtime/installations/installation'
import type { Job } from '#core/jobs/types'

/** After a pause of the platform ticks no older than this still run, the last one of each schedule. */
const LATE_MS = 5 * 60_000
const MINUTE_MS = 60_000

/** Looks at the clock once a minute and writes down what is due. Running twice, or in two workers at once, writes nothing twice. */
@inject()
export default class TickSchedules implements Job {
  constructor(
    private readonly enabled: EnabledInstallations,
    private readonly outbox: Outbox
  ) {}

  async handle(): Promise<void> {
    const installations = await this.enabled.answering(scheduleHook.id)
    const now = Clock.now().toJSDate()
    await db.transaction(async (trx) => {
      const [clock] = await sqlRows<{ ticked_until: Date }>(trx, 'select ticked_until from plugin_schedule_clock where id = 1 for update')
      const after = new Date(Math.max(clock!.ticked_until.getTime(), now.getTime() - LATE_MS))
      if (after >= now) return
      const due = installations.flatMap((installation) => dueTicks(installation, after, now))
      const ticks = await recordTicks(trx, due)
      await this.outbox.record(trx, ...ticks.map(scheduleDue))
      await sqlRun(trx, 'update plugin_schedule_clock set ticked_until = ? where id = 1', [now])
    })
  }
}

function dueTicks({ id, manifest, updatedAt }: Installation, after: Date, now: Date) {
  return (manifest.schedules ?? []).flatMap(({ name, cron }) => {
    const tickAt = lastTick(cron, after, now)
    if (!tickAt) return []
    // A late tick from before the plugin was switched on or changed is not caught up.
    const isMissed = tickAt < updatedAt && now.getTime() - tickAt.getTime() > MINUTE_MS
    return isMissed ? [] : [{ installationId: id, schedule: name, tickAt }]
  })
}
