import { sqlRows, type SqlClient } from '#core/database/sql'
import type { Ruleset } from '#registry/scanning/rules/ruleset'

export type RulesetRow = {
  version: number
  document: Ruleset
  note: string
  is_active: boolean
  created_by: string | null
  created_at: Date
  activated_at: Date | null
}

const COLUMNS = `r.version, r.document, r.note, r.is_active, u.full_name as created_by, r.created_at, r.activated_at`
const SHOWN = 100

/** The newest sets of rules; the one in force among them whatever its age. */
export const listRulesets = (client: SqlClient) =>
  sqlRows<RulesetRow>(
    client,
    `select ${COLUMNS} from scan_rulesets r left join users u on u.id = r.created_by order by r.is_active desc, r.version desc limit ${SHOWN}`
  )

export async function findRuleset(client: SqlClient, version: number): Promise<RulesetRow | null> {
  const sql = `select ${COLUMNS} from scan_rulesets r left join users u on u.id = r.created_by where r.version = ?`
  const [row] = await sqlRows<RulesetRow>(client, sql, [version])
  return row ?? null
}

export type RescanRow = { started_at: Date; finished_at: Date | null; seen: number; hidden: number; failed: number }

/** How the last new look at everything went, or goes. */
export async function lastRescan(client: SqlClient): Promise<RescanRow | null> {
  const sql = 'select started_at, finished_at, seen, hidden, failed from rescans order by finished_at is null desc, started_at desc limit 1'
  const [row] = await sqlRows<RescanRow>(client, sql)
  return row ?? null
}
