import { sqlRows, type SqlClient } from '#core/database/sql'
import { CONCERNED, INSIDERS } from '#registry/reports/queries/concerned'
import { UNDECIDED } from '#registry/reports/report'

export type MergeableReport = {
  id: string
  case_number: string
  target_kind: string
  plugin_id: string | null
  publisher_id: string
  reporter_id: string | null
  is_undecided: boolean
  owner_ids: string[]
  insider_ids: string[]
}

/** A case by its number; where it is a duplicate already, the first one's. */
export async function findMergeable(client: SqlClient, caseNumber: string): Promise<MergeableReport | null> {
  const [report] = await sqlRows<MergeableReport>(
    client,
    `select o.id, o.case_number, o.target_kind, o.plugin_id, o.publisher_id, o.reporter_id, o.status in ('open', 'triaged', 'investigating') as is_undecided,
            ${CONCERNED} as owner_ids, ${INSIDERS} as insider_ids
       from reports x join reports o on o.id = coalesce(x.duplicate_of, x.id) where x.case_number = ?`,
    [caseNumber]
  )
  return report ?? null
}

export type OtherReport = { case_number: string; kind: string; target_kind: string; version: string | null }

/** Other complaints about the same plugin, or the same publisher where it is about no plugin, that nobody decided yet. */
export const listOthersLike = (client: SqlClient, reportId: string) =>
  sqlRows<OtherReport>(
    client,
    `select r.case_number, r.kind, r.target_kind, r.snapshot ->> 'version' as version
       from reports s join reports r on r.id <> s.id and ${UNDECIDED}
        and case when s.plugin_id is null then r.plugin_id is null and r.publisher_id = s.publisher_id else r.plugin_id = s.plugin_id end
      where s.id = ? order by r.created_at, r.id limit 50`,
    [reportId]
  )
