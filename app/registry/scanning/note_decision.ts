import { sqlRun, type SqlClient } from '#core/database/sql'
import type { ScanDecision } from '#registry/scanning/decide_upload'

/** What was decided later about bytes that were looked at before: a staged release that goes on. */
export const noteDecision = (client: SqlClient, scanId: string, { rulesetVersion, verdict, rule, facts }: ScanDecision) =>
  sqlRun(client, 'update scans set ruleset_version = ?, decision = ?, rule_id = ?, facts = ?::jsonb where id = ?', [
    ...[rulesetVersion, verdict, rule?.id ?? null],
    ...[JSON.stringify(facts), scanId],
  ])
