import { sqlRows, type SqlClient } from '#core/database/sql'

const ANONYMOUS = 5
const KNOWN = 10
const PER_SHARE = 20
/** So many decided complaints of nobody in particular are counted in: one lucky one makes no expert. */
const PRIOR = 4

/** What somebody's complaint weighs: more, the more of his former ones were right. */
export async function weighReporter(client: SqlClient, userId: string | null): Promise<number> {
  if (!userId) return ANONYMOUS
  const [{ right, decided }] = await sqlRows<{ right: number; decided: number }>(
    client,
    `select count(*) filter (where (r.verdict = 'actioned') = (a.status is distinct from 'overturned')) as right,
            count(*) filter (where r.verdict is not null) as decided
       from reports r left join appeals a on a.report_id = r.id where r.reporter_id = ?`,
    [userId]
  )
  return KNOWN + Math.round((PER_SHARE * right) / (decided + PRIOR))
}
