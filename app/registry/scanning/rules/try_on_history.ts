import { sqlRows, type SqlClient } from '#core/database/sql'
import { evaluateRules, findDoubt } from '#registry/scanning/rules/evaluate_rules'
import type { KeptFacts } from '#registry/scanning/decide_upload'
import type { Rule, Ruleset, RuleVerdict } from '#registry/scanning/rules/ruleset'

type Judged = {
  version_id: string | null
  plugin_name: string
  version: string
  at: Date
  decision: string | null
  rule_id: string | null
  ruleset_version: number
  is_public: boolean
  facts: KeptFacts
}

export type TriedUpload = Omit<Judged, 'facts' | 'is_public'> & { verdict: RuleVerdict; rule: Rule | null; doubt: Rule | null }

export type History = { count: number; changed: TriedUpload[]; hidden: TriedUpload[] }

/** How far back rules are tried. */
const UPLOADS = 500

/** What a set of rules would have decided about the last uploads, by what was known of each then. Changes nothing. */
export async function tryOnHistory(client: SqlClient, ruleset: Ruleset): Promise<History> {
  const judged = await sqlRows<Judged>(
    client,
    `select s.version_id, s.plugin_name, s.version, s.at, s.decision, s.rule_id, s.ruleset_version, s.facts,
            coalesce(v.status in ('published', 'yanked'), false) as is_public
       from (select * from scans where facts is not null and kind <> 'rescan' and outcome <> 'errored' order by at desc limit ${UPLOADS}) s
       left join plugin_versions v on v.id = s.version_id order by s.at desc`
  )
  const tried = judged.map(({ facts: { known, found }, is_public: isPublic, ...upload }) => ({
    ...upload,
    ...evaluateRules(ruleset, known, found),
    doubt: isPublic ? findDoubt(ruleset, known, found) : null,
  }))
  return {
    count: tried.length,
    changed: tried.filter(({ decision, verdict }) => decision !== verdict),
    hidden: tried.filter(({ doubt }) => doubt?.if_published === 'quarantine'),
  }
}
