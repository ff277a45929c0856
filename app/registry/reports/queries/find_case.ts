import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import type { ReportStatus, ReportVerdict } from '#registry/reports/report'

export type ReportCase = {
  id: string
  case_number: string
  secret_hash: string
  target_id: string
  snapshot: { name: string; version: string; sha256: string }
  kind: string
  evidence: string
  reporter_id: string | null
  status: ReportStatus
  verdict: ReportVerdict | null
  public_reason: string | null
  decided_by: string | null
  sla_due_at: Date
  is_late: boolean
  created_at: Date
  owner_ids: string[]
  duplicates: number
  weight: number
  appeal: { id: string; grounds: string; status: string; public_reason: string | null; appellant_id: string } | null
}

/** A duplicate is answered with the fate of the first one. */
const SQL = `
  select r.id, r.case_number, r.secret_hash, o.target_id, o.snapshot, r.kind, r.evidence, r.reporter_id, r.created_at,
         case when r.status = 'duplicate' and o.status = 'open' then 'duplicate' else o.status end as status,
         o.verdict, o.public_reason, o.decided_by, r.sla_due_at, (o.verdict is null and r.sla_due_at < now()) as is_late,
         array(select user_id::text from plugin_owners where plugin_id = o.target_id) as owner_ids,
         (select count(*) from reports d where d.duplicate_of = r.id) as duplicates,
         r.reporter_weight + (select coalesce(sum(d.reporter_weight), 0) from reports d where d.duplicate_of = r.id) as weight,
         (select jsonb_build_object('id', a.id, 'grounds', a.grounds, 'status', a.status, 'public_reason', a.public_reason,
            'appellant_id', a.appellant_id) from appeals a where a.report_id = o.id) as appeal
    from reports r join reports o on o.id = coalesce(r.duplicate_of, r.id)`

async function findOne(where: string, value: string): Promise<ReportCase | null> {
  const [row] = await sqlRows<ReportCase>(db, `${SQL} where ${where}`, [value])
  return row ?? null
}

export const findCase = (caseNumber: string) => findOne('r.case_number = ?', caseNumber)
export const findReport = async (id: string) => (isId(id) ? findOne('r.id = ?', id) : null)
export const findAppealed = async (appealId: string) =>
  isId(appealId) ? findOne('r.id = (select report_id from appeals where id = ?)', appealId) : null

/** Whom a case concerns: who reported, and whose plugin it is. Newest first, the last hundred. */
export const listCasesOf = (userId: string) =>
  sqlRows<ReportCase>(
    db,
    `${SQL} where r.id in (select id from reports where reporter_id = ? union
       select x.id from reports x join plugin_owners w on w.plugin_id = x.target_id where w.user_id = ? and x.verdict is not null)
      order by r.created_at desc, r.id desc limit 100`,
    [userId, userId]
  )
