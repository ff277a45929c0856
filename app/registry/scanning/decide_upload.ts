import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { reviewEveryVersion } from '#registry/settings'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { readFacts, type Judged } from '#registry/scanning/rules/upload_facts'
import { evaluateRules, findDoubt, severityUnder, type FoundFact, type KnownFacts } from '#registry/scanning/rules/evaluate_rules'
import type { Finding } from '#registry/scanning/findings'
import type { Rule, RuleVerdict } from '#registry/scanning/rules/ruleset'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What a decision rests on, as it was then: other rules can be tried on it later. */
export type KeptFacts = { known: KnownFacts; found: FoundFact[] }

export type ScanDecision = {
  rulesetVersion: number
  verdict: RuleVerdict
  rule: Rule | null
  /** The rule that speaks against it where it is public already. */
  doubt: Rule | null
  facts: KeptFacts
  /** As bad as the rules say. */
  findings: Finding[]
}

type Question = Judged & { findings: readonly Finding[] }

/** Has the rules that hold now decide about an upload, in the transaction that holds its plugin. */
@inject()
export class DecideUpload {
  constructor(private readonly settings: Settings) {}

  /** To be asked before the transaction: it may need a connection of its own. */
  reviewsAll = () => this.settings.get(reviewEveryVersion)

  async apply(trx: TransactionClientContract, { findings, ...judged }: Question): Promise<ScanDecision> {
    const { version: rulesetVersion, document: ruleset } = await activeRuleset(trx)
    const { facts: known, findings: differences } = await readFacts(trx, judged)
    const all = [...findings, ...differences]
    const found = all.map(({ code, severity }) => ({ code, severity }))
    return {
      rulesetVersion,
      ...evaluateRules(ruleset, known, found),
      doubt: findDoubt(ruleset, known, found),
      facts: { known, found },
      findings: all.map((finding) => ({ ...finding, severity: severityUnder(ruleset, finding) })),
    }
  }
}
