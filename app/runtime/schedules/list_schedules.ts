import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { nextTick } from '#runtime/schedules/cron'
import type { Installation } from '#runtime/installations/installation'
import type { TickStatus } from '#runtime/schedules/ticks'

export interface ScheduleRow {
  name: string
  cron: string
  /** Null while the plugin is switched off. */
  nextAt: Date | null
  last: { at: Date; status: TickStatus; note: string | null; isManual: boolean } | null
}

type LastTick = { schedule: string; tick_at: Date; status: TickStatus; error: string | null; is_manual: boolean }

/** An installation's schedules: when each runs next and how the last run went. */
export async function listSchedulesOf({ id, manifest, isEnabled }: Installation): Promise<ScheduleRow[]> {
  const schedules = manifest.schedules ?? []
  if (schedules.length === 0) return []
  const ticks = await sqlRows<LastTick>(
    db,
    `select tick.* from unnest(?::text[]) as wanted(name) cross join lateral (
       select schedule, tick_at, status, error, is_manual from plugin_schedule_ticks
        where installation_id = ? and schedule = wanted.name order by tick_at desc limit 1) tick`,
    [schedules.map(({ name }) => name), id]
  )
  const last = new Map(ticks.map((tick) => [tick.schedule, tick]))
  return schedules.map(({ name, cron }) => {
    const tick = last.get(name)
    return {
      ...{ name, cron },
      nextAt: isEnabled ? nextTick(cron, Clock.now().toJSDate()) : null,
      last: tick ? { at: tick.tick_at, status: tick.status, note: tick.error, isManual: tick.is_manual } : null,
    }
  })
}
