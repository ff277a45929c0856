import { listTimeline, timelineUrl, type AuditTimeline, type TimelineTarget } from '#core/audit/list_timeline'
import { ownAuditQuery } from '#tenancy/audit/own_audit'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * What was done to one thing in the company in context, as far as its own log tells; null for readers who may not read that.
 * For any page of a company: `timeline: await companyTimeline(ctx, { type: 'order', id })`.
 */
export async function companyTimeline({ access }: Pick<HttpContext, 'access'>, target: TimelineTarget): Promise<AuditTimeline | null> {
  if (!access.tenantId || !access.can('tenancy.view_audit')) return null
  const items = await listTimeline(target, { from: ownAuditQuery(access.tenantId) })
  return { items, all: timelineUrl('account.audit.index', target) }
}
