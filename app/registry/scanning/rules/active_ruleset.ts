import { sqlRows, type SqlClient } from '#core/database/sql'
import type { Ruleset } from '#registry/scanning/rules/ruleset'

export type KeptRuleset = { version: number; document: Ruleset }

/** The rules that hold now: there are always some. */
export async function activeRuleset(client: SqlClient): Promise<KeptRuleset> {
  const [kept] = await sqlRows<KeptRuleset>(client, 'select version, document from scan_rulesets where is_active')
  return kept!
}
