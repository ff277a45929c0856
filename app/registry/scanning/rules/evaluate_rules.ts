import type { FindingSeverity } from '#runtime/gate/findings'
import type { Condition, Facts, Rule, Ruleset, RuleVerdict } from '#registry/scanning/rules/ruleset'

/** A finding as rules know it: how bad it is by itself. */
export type FoundFact = { code: string; severity: FindingSeverity }

/** What is known of an upload beside its findings; the figures made of those follow from the rules' severities. */
export type KnownFacts = Omit<Facts, 'errors' | 'warnings' | 'notes' | 'findings'>

export type RuleDecision = { verdict: RuleVerdict; rule: Rule | null }

/** How bad a finding is under these rules. What the gate refuses stays refused. */
export const severityUnder = ({ severities }: Ruleset, { code, severity }: FoundFact): FindingSeverity =>
  severity === 'error' ? severity : Object.hasOwn(severities, code) ? severities[code]! : severity

/** The first rule that holds decides; without one what the set says otherwise. */
export function evaluateRules(ruleset: Ruleset, known: KnownFacts, found: readonly FoundFact[]): RuleDecision {
  const facts = factsOf(ruleset, known, found)
  const rule = ruleset.rules.find(({ when }) => holds(when, facts)) ?? null
  return { verdict: rule?.then ?? ruleset.otherwise, rule }
}

/** The rule by which a published version would be doubted or hidden, if there is one: what lets others out does not matter. */
export function findDoubt(ruleset: Ruleset, known: KnownFacts, found: readonly FoundFact[]): Rule | null {
  const facts = factsOf(ruleset, known, found)
  return ruleset.rules.find(({ if_published: then = 'keep', when }) => then !== 'keep' && holds(when, facts)) ?? null
}

function factsOf(ruleset: Ruleset, known: KnownFacts, found: readonly FoundFact[]): Facts {
  const severities = found.map((one) => severityUnder(ruleset, one))
  const count = (severity: FindingSeverity) => severities.filter((one) => one === severity).length
  const codes = [...new Set(found.map(({ code }) => code))]
  return { ...known, errors: count('error'), warnings: count('warning'), notes: count('info'), findings: codes }
}

function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, facts))
  if ('any' in condition) return condition.any.some((one) => holds(one, facts))
  if ('not' in condition) return !holds(condition.not, facts)
  const value: unknown = facts[condition.fact]
  if ('is' in condition) return value === condition.is
  if ('at_least' in condition) return Number(value) >= condition.at_least
  if ('at_most' in condition) return Number(value) <= condition.at_most
  if ('in' in condition) return condition.in.some((word) => matches(word, String(value)))
  return Array.isArray(value) && value.some((one) => condition.has_any.some((word) => matches(word, String(one))))
}

const matches = (pattern: string, word: string): boolean =>
  pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern
