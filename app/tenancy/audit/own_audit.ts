import db from '@adonisjs/lucid/services/db'
import { namesOfPeople } from '#core/modules'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

export type OwnAuditRow = {
  id: string
  seq: number
  at: Date
  actor_kind: 'user' | 'system' | 'plugin'
  /** Null for people outside the company. */
  actor_id: string | null
  actor_name: string | null
  action: string
  target_type: string
  target_id: string
  target_label: string | null
  reason: string | null
  ip: string | null
  request_id: string | null
  before: unknown
  after: unknown
}

const BY_MEMBER = `(actor_kind <> 'user' or exists (
  select 1 from tenant_members m where m.tenant_id = audit_log.tenant_id and m.user_id = audit_log.actor_id))`

/** Of what others did to the company it learns that and when, not who, from where and why: that is the platform's or a buyer's own. */
const MASKED = ['actor_id', 'actor_label', 'reason', 'before', 'after', 'request_id']

/** What happened in a company, for its owners: newest first by `seq`. */
export function ownAuditQuery(tenantId: string): DatabaseQueryBuilderContract {
  return db
    .from('audit_log')
    .where('tenant_id', tenantId)
    .select('id', 'seq', 'at', 'actor_kind', 'action', 'target_type', 'target_id', 'target_label')
    .select(...MASKED.map((column) => db.raw(`case when ${BY_MEMBER} then ${column} end as ${column}`)))
    .select(db.raw(`case when ${BY_MEMBER} then host(ip) end as ip`))
}

/** By whom, when filtering: only members can be asked for. */
export const byMember = (query: DatabaseQueryBuilderContract, id: unknown) => void query.where('actor_id', String(id)).whereRaw(BY_MEMBER)

/** Names of the members among the actors, one query a page. */
export async function withActorNames<Row extends OwnAuditRow & { actor_label?: string | null }>(rows: Row[]): Promise<Row[]> {
  const names = await namesOfPeople(rows.map((row) => row.actor_id))
  return rows.map(
    ({ actor_label: label, ...row }) => ({ ...row, actor_name: (row.actor_id && names.get(row.actor_id)) ?? label ?? null }) as Row
  )
}
