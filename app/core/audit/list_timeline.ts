import db from '@adonisjs/lucid/services/db'
import { namesOfPeople } from '#core/modules'

export type TimelineTarget = { type: string; id: string }

/** As `components/timeline` draws it. */
export type TimelineItem = { title: string; at: Date; by: string | null; text: string | null; url: string; icon: string }

type Row = {
  id: string
  at: Date
  action: string
  actor_kind: string
  actor_id: string | null
  actor_label: string | null
  reason: string | null
}

const ICONS: Record<string, string> = { user: 'user', system: 'settings', plugin: 'puzzle' }

/**
 * What was done to one thing, newest first: for pages of operators about it. Two queries, whatever the thing;
 * draw it with `@!auditTimeline({ target, items })`.
 */
export async function listTimeline({ type, id }: TimelineTarget, limit = 10): Promise<TimelineItem[]> {
  const rows = (await db
    .from('audit_log')
    .where('target_type', type)
    .where('target_id', id)
    .select('id', 'at', 'action', 'actor_kind', 'actor_id', 'actor_label', 'reason')
    .orderBy('seq', 'desc')
    .limit(limit)) as Row[]
  const names = await namesOfPeople([...new Set(rows.flatMap(({ actor_id: actor }) => (actor ? [actor] : [])))])
  return rows.map((row) => ({
    title: row.action,
    at: row.at,
    by: row.actor_label ?? (row.actor_id && names.get(row.actor_id)) ?? null,
    text: row.reason,
    url: `/operator/audit/${row.id}`,
    icon: ICONS[row.actor_kind] ?? 'history',
  }))
}
