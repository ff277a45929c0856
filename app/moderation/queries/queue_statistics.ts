import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type QueueNow = { waiting: number; overdue: number; claimed: number; escalated: number }
export type KindFigures = {
  kind: string
  waiting: number
  overdue: number
  decided: number
  late: number
  median_minutes: number | null
  rejected: number
}
export type ModeratorFigures = { id: string; name: string; decided: number; median_minutes: number | null; reversed: number }
export type DayFigures = { day: string; came: number; decided: number }

const PERIOD_DAYS = 30
const WAITING = `i.state in ('open', 'claimed')`
const RECENT = `i.decided_at > now() - interval '${PERIOD_DAYS} days'`
const MEDIAN = (filter: string) =>
  `round(extract(epoch from percentile_cont(0.5) within group (order by i.decided_at - i.created_at) filter (where ${filter})) / 60)::int`

export async function readQueueNow(): Promise<QueueNow> {
  const [row] = await sqlRows<QueueNow>(
    db,
    `select count(*)::int as waiting, count(*) filter (where i.due_at < now())::int as overdue, count(*) filter (where i.state = 'claimed')::int as claimed,
            count(*) filter (where i.escalated_at is not null)::int as escalated from review_items i where ${WAITING}`
  )
  return row
}

/** What waits and what was decided in the last 30 days, by kind. */
export const listKindFigures = () =>
  sqlRows<KindFigures>(
    db,
    `select i.kind, count(*) filter (where ${WAITING})::int as waiting, count(*) filter (where ${WAITING} and i.due_at < now())::int as overdue,
            count(*) filter (where i.state = 'decided')::int as decided, count(*) filter (where i.decided_at > i.due_at)::int as late,
            count(*) filter (where i.decision <> 'approve')::int as rejected, ${MEDIAN(`i.state = 'decided'`)} as median_minutes
       from review_items i where ${WAITING} or (i.state = 'decided' and ${RECENT}) group by i.kind order by i.kind`
  )

/** Who decided how much, how fast, and how often somebody else decided otherwise afterwards. */
export const listModeratorFigures = () =>
  sqlRows<ModeratorFigures>(
    db,
    `select u.id, u.full_name as name, count(*)::int as decided, ${MEDIAN('true')} as median_minutes,
            (select count(*) from appeals a where a.first_decided_by = u.id and a.status = 'overturned'
                and a.decided_at > now() - interval '${PERIOD_DAYS} days')::int as reversed
       from review_items i join users u on u.id = i.decided_by where i.state = 'decided' and ${RECENT}
      group by u.id, u.full_name order by decided desc, u.full_name limit 100`
  )

/** What came and what was decided on each of the last 30 days. */
export const listDayFigures = () =>
  sqlRows<DayFigures>(
    db,
    `select to_char(d.day, 'YYYY-MM-DD') as day,
            (select count(*) from review_items i where i.created_at >= d.day and i.created_at < d.day + interval '1 day')::int as came,
            (select count(*) from review_items i where i.state = 'decided' and i.decided_at >= d.day and i.decided_at < d.day + interval '1 day')::int as decided
       from generate_series(date_trunc('day', now()) - interval '${PERIOD_DAYS - 1} days', date_trunc('day', now()), interval '1 day') d(day) order by 1`
  )
