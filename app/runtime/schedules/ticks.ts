import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import type { NewEvent } from '#core/outbox/event'

export type TickStatus = 'queued' | 'running' | 'ok' | 'failed' | 'skipped'

/** One minute of one schedule. */
export interface Tick {
  id: string
  installationId: string
  tenantId: string | null
  schedule: string
  tickAt: Date
  isManual: boolean
}

type NewTick = Pick<Tick, 'installationId' | 'schedule' | 'tickAt'> & { isManual?: boolean }

/** Writes ticks; of those that are known already or whose plugin is switched off it answers none. */
export async function recordTicks(trx: SqlClient, ticks: NewTick[]): Promise<Tick[]> {
  if (ticks.length === 0) return []
  const rows = ticks.map(({ installationId, schedule, tickAt, isManual = false }) => ({
    ...{ id: newId(), installation_id: installationId, schedule },
    ...{ tick_at: tickAt.toISOString(), is_manual: isManual },
  }))
  return sqlRows<Tick>(
    trx,
    `with fresh as (
       insert into plugin_schedule_ticks (id, installation_id, schedule, tick_at, is_manual)
       select tick.id, tick.installation_id, tick.schedule, tick.tick_at, tick.is_manual
         from jsonb_to_recordset(?::jsonb) as tick(id uuid, installation_id uuid, schedule text, tick_at timestamptz, is_manual boolean)
         join plugin_installations i on i.id = tick.installation_id and i.is_enabled
       on conflict do nothing
       returning id, installation_id, schedule, tick_at, is_manual)
     select f.id, f.installation_id as "installationId", i.tenant_id as "tenantId", f.schedule, f.tick_at as "tickAt", f.is_manual as "isManual"
       from fresh f join plugin_installations i on i.id = f.installation_id`,
    [JSON.stringify(rows)]
  )
}

/** Told through the outbox: a tick that was written is run, whatever dies in between. */
export const scheduleDue = ({ id, installationId, tenantId, schedule }: Tick): NewEvent<{ tick_id: string; schedule: string }> => ({
  name: 'runtime.schedule_due.v1',
  tenantId,
  aggregateId: installationId,
  payload: { tick_id: id, schedule },
})

/** Takes a tick for this run; null when somebody else has it or had it. */
export async function claimTick(id: string): Promise<Tick | null> {
  const [tick] = await sqlRows<Tick>(
    db,
    `update plugin_schedule_ticks t set status = 'running', started_at = now() from plugin_installations i
      where t.id = ? and t.status = 'queued' and i.id = t.installation_id
      returning t.id, t.installation_id as "installationId", i.tenant_id as "tenantId", t.schedule, t.tick_at as "tickAt", t.is_manual as "isManual"`,
    [id]
  )
  return tick ?? null
}

const NOTE_LENGTH = 1_000

/** Keeps how a tick ended: what the plugin said, or what went wrong. */
export async function finishTick(id: string, status: Exclude<TickStatus, 'queued' | 'running'>, note: string | null): Promise<void> {
  await sqlRun(db, 'update plugin_schedule_ticks set status = ?, error = ?, finished_at = now() where id = ?', [
    status,
    note?.replaceAll('\0', '').toWellFormed().slice(0, NOTE_LENGTH) ?? null,
    id,
  ])
}
