import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { EventInput } from '#runtime/subscriptions/event_hook'

const consumerOf = (installationId: string) => `plugin:${installationId}`

/** Which of these events the installation was told of already. */
export async function deliveredEvents(installationId: string, eventIds: string[]): Promise<Set<string>> {
  const rows = await sqlRows<{ event_id: string }>(
    db,
    'select event_id from consumed_events where consumer = ? and event_id = any(?::uuid[])',
    [consumerOf(installationId), eventIds]
  )
  return new Set(rows.map(({ event_id: id }) => id))
}

/** Remembers deliveries, so that a repeated job tells nothing twice. */
export async function markDelivered(installationId: string, eventIds: string[]): Promise<void> {
  if (eventIds.length === 0) return
  await sqlRun(db, 'insert into consumed_events (event_id, consumer) select unnest(?::uuid[]), ? on conflict do nothing', [
    eventIds,
    consumerOf(installationId),
  ])
}

type DeadEvent = { installationId: string; event: EventInput; attempts: number; error: string }

const ERROR_LENGTH = 1_000

/** Keeps what could not be delivered, for the seller to see; an installation that is gone needs none. */
export async function buryEvent({ installationId, event, attempts, error }: DeadEvent): Promise<void> {
  await sqlRun(
    db,
    `insert into plugin_dead_events (id, installation_id, event_id, event_name, input, attempts, error)
     select ?, id, ?, ?, ?::jsonb, ?, ? from plugin_installations where id = ?
     on conflict (installation_id, event_id) do update set attempts = excluded.attempts, error = excluded.error`,
    [newId(), event.id, event.name, JSON.stringify(event), attempts, storable(error).slice(0, ERROR_LENGTH), installationId]
  )
}

const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()
