import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { namesOfPeople } from '#core/modules'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { HttpContext } from '@adonisjs/core/http'

export type TimelineTarget = { type: string; id: string }

/** As `components/timeline` draws it. */
export type TimelineItem = { title: string; at: Date; by: string | null; text: string | null; url: string | null; icon: string }

/** What `@!auditTimeline(…)` takes: the newest acts, and where all of them stand if the reader may go there. */
export type AuditTimeline = { items: TimelineItem[]; all: string | null }

type Row = {
  id: string
  at: Date
  action: string
  actor_kind: string
  actor_id: string | null
  actor_label: string | null
  reason: string | null
}

/** Whose log is read, and the address of one of its rows. */
type Reading = { from?: DatabaseQueryBuilderContract; urlOf?: (id: string) => string; limit?: number }

const COLUMNS = ['id', 'at', 'action', 'actor_kind', 'actor_id', 'actor_label', 'reason']
const ICONS: Record<string, string> = { user: 'user', system: 'settings', plugin: 'puzzle' }

/** What was done to one thing, newest first, in two statements whatever the thing. */
export async function listTimeline({ type, id }: TimelineTarget, reading: Reading = {}): Promise<TimelineItem[]> {
  const { from = db.from('audit_log').select(COLUMNS), urlOf, limit = 10 } = reading
  const rows = (await from.where('target_type', type).where('target_id', id).orderBy('seq', 'desc').limit(limit)) as Row[]
  const names = await namesOfPeople(rows.map((row) => row.actor_id))
  return rows.map((row) => ({
    title: row.action,
    at: row.at,
    by: row.actor_label ?? (row.actor_id && names.get(row.actor_id)) ?? null,
    text: row.reason,
    url: urlOf?.(row.id) ?? null,
    icon: ICONS[row.actor_kind] ?? 'history',
  }))
}

/** For pages of operators about one thing. Who looks after it reads what was done; the log itself is a right of its own. */
export async function operatorTimeline({ access }: Pick<HttpContext, 'access'>, target: TimelineTarget): Promise<AuditTimeline> {
  if (!access.can('core.audit')) return { items: await listTimeline(target), all: null }
  const urlOf = (id: string) => urlFor('operator.audit.show', { id })
  return { items: await listTimeline(target, { urlOf }), all: timelineUrl('operator.audit.index', target) }
}

/** The log's page, narrowed to one thing. */
export const timelineUrl = (route: 'operator.audit.index' | 'account.audit.index', { type, id }: TimelineTarget) =>
  urlFor(route, {}, { qs: { target_type: type, target_id: id } })

function urlFor(route: string, params: object, options?: object): string {
  return (router.urlBuilder.urlFor as (name: string, params: object, options?: object) => string)(route, params, options)
}
