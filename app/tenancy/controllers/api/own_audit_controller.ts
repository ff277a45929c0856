import { directionOf, keysetPage, sortBy } from '#core/http/keyset'
import AuditPolicy from '#tenancy/policies/audit_policy'
import { byMember, ownAuditQuery, withActorNames, type OwnAuditRow } from '#tenancy/audit/own_audit'
import { ownAuditValidator } from '#tenancy/validators/own_audit'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 50
const EQUALS = ['action', 'target_type', 'target_id'] as const

/** What happened in the token's company. */
export default class OwnAuditController {
  async index({ access, bouncer, request }: HttpContext) {
    await bouncer.with(AuditPolicy).authorize('view')
    const { limit = PAGE, cursor, sort = '-at', ...filters } = await request.validateUsing(ownAuditValidator)
    const query = ownAuditQuery(access.tenantId!)
    for (const column of EQUALS) if (filters[column] !== undefined) query.where(column, filters[column])
    if (filters.actor_id) byMember(query, filters.actor_id)
    if (filters.since) query.where('at', '>=', filters.since)
    if (filters.until) query.where('at', '<', filters.until)
    const page = await keysetPage<OwnAuditRow>(query, {
      sort: sortBy(directionOf(sort), 'seq'),
      limit,
      cursor,
    })
    return { data: await withActorNames(page.data), meta: page.meta }
  }
}
