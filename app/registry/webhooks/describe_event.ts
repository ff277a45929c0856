import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ofUser, ownersOfPlugins } from '#registry/webhooks/webhook_owners'
import type { DomainEvent } from '#core/outbox/event'
import type { WebhookEvent } from '#registry/webhooks/webhook_events'
import type { ReviewEventPayload } from '#registry/reviews/review_events'
import type { VersionEventPayload } from '#registry/events/registry_events'

/** What is told outside, to whom, and which plugins it is about. Nothing of people is in it but what they are themselves told. */
export type Told = { data: Record<string, unknown>; owners: string[]; plugins: string[] }

type Describe = (event: DomainEvent<never>) => Promise<Told | null>

const ofPlugins = async (pluginIds: string[], data: Record<string, unknown>): Promise<Told> => ({
  data,
  owners: await ownersOfPlugins(db, pluginIds),
  plugins: pluginIds,
})

async function ofVersion({ payload }: DomainEvent<VersionEventPayload>) {
  const { plugin, version, status, digest, reason_code: reasonCode, reason, serial } = payload
  return ofPlugins([payload.plugin_id], { plugin, version, status, checksum: digest, reason_code: reasonCode, reason, serial })
}

async function ofReview({ payload }: DomainEvent<ReviewEventPayload>) {
  const { plugin, review_id: reviewId, rating } = payload
  return ofPlugins([payload.plugin_id], { plugin, review_id: reviewId, rating })
}

async function ofComplaint({ payload }: DomainEvent<{ report_id: string; status: string; reason: string | null }>) {
  const [report] = await sqlRows<{ case_number: string; target_kind: string; plugin_id: string | null; plugin: string | null }>(
    db,
    `select r.case_number, r.target_kind, r.plugin_id, p.name as plugin from reports r left join plugins p on p.id = r.plugin_id where r.id = ?`,
    [payload.report_id]
  )
  if (!report?.plugin_id) return null
  const { case_number: number, target_kind: target, plugin } = report
  return ofPlugins([report.plugin_id], { case: number, plugin, target, status: payload.status, reason: payload.reason })
}

async function ofAdvisory({ aggregateId }: DomainEvent<object>) {
  const rows = await sqlRows<{ code: string; severity: string; summary: string; plugin_id: string; plugin: string }>(
    db,
    `select distinct a.code, a.severity, a.summary, r.plugin_id, p.name as plugin
       from advisories a join advisory_ranges r on r.advisory_id = a.id join plugins p on p.id = r.plugin_id where a.id = ?`,
    [aggregateId]
  )
  if (!rows.length) return null
  const [{ code, severity, summary }] = rows
  const data = { advisory: code, severity, summary, plugins: rows.map(({ plugin }) => plugin) }
  return ofPlugins(
    rows.map(({ plugin_id: id }) => id),
    data
  )
}

async function ofToken({ aggregateId, payload }: DomainEvent<{ user_id: string }>) {
  const [token] = await sqlRows<{ id: string; name: string; prefix: string; endpoint_scopes: string[]; expires_at: Date }>(
    db,
    'select id, name, prefix, endpoint_scopes, expires_at from api_tokens where id = ?',
    [aggregateId]
  )
  if (!token) return null
  const { endpoint_scopes: scopes, expires_at: expiresAt, ...shown } = token
  return { data: { ...shown, scopes, expires_at: expiresAt.toISOString() }, owners: [ofUser(payload.user_id)], plugins: [] }
}

const BY_EVENT: Record<WebhookEvent, Describe> = {
  'version.published': ofVersion,
  'version.rejected': ofVersion,
  'version.yanked': ofVersion,
  'version.staged': ofVersion,
  'review.received': ofReview,
  'complaint.decided': ofComplaint,
  'advisory.published': ofAdvisory,
  'token.created': ofToken,
}

/** Null where nobody is to be told. */
export const describeEvent = (name: WebhookEvent, event: DomainEvent): Promise<Told | null> => BY_EVENT[name](event as DomainEvent<never>)
