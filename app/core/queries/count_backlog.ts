import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type Backlog = { waiting: number; lagSeconds: number; deadLetters: number; hourEvents: number; unsealed: number }

/** What is waiting: events not relayed yet, jobs that gave up, audit rows not sealed yet. One statement. */
export async function countBacklog(): Promise<Backlog> {
  const [row] = await sqlRows<Backlog>(
    db,
    `select
       (select count(*) from outbox where relayed_at is null) as waiting,
       (select coalesce(extract(epoch from now() - min(occurred_at)), 0)::int from outbox where relayed_at is null) as "lagSeconds",
       (select count(*) from dead_letters where retried_at is null) as "deadLetters",
       (select count(*) from outbox where occurred_at > now() - interval '1 hour') as "hourEvents",
       (select count(*) from audit_log where hash is null) as unsealed`
  )
  return row
}
