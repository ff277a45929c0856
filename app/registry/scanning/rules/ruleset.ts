import type { FindingSeverity } from '#runtime/gate/findings'

/** What can be asked about an upload, and of which kind the answer is. */
export const FACTS = {
  review_every_version: 'boolean',
  is_first_version: 'boolean',
  publisher_verified: 'boolean',
  plugin_verified: 'boolean',
  is_first_party: 'boolean',
  is_trusted_build: 'boolean',
  publisher_trust: 'number',
  account_days: 'number',
  published_versions: 'number',
  size: 'number',
  added_count: 'number',
  errors: 'number',
  warnings: 'number',
  notes: 'number',
  plugin_status: 'word',
  category: 'word',
  method: 'word',
  language: 'word',
  capabilities: 'words',
  added_capabilities: 'words',
  findings: 'words',
} as const

export type FactName = keyof typeof FACTS
type FactOf<Kind> = { [Name in FactName]: (typeof FACTS)[Name] extends Kind ? Name : never }[FactName]
export type Facts = Record<FactOf<'boolean'>, boolean> &
  Record<FactOf<'number'>, number> &
  Record<FactOf<'word'>, string> &
  Record<FactOf<'words'>, string[]>

/** `*` at the end of a word stands for whatever follows: `host:*`. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: FactName; is: boolean }
  | { fact: FactName; at_least: number }
  | { fact: FactName; at_most: number }
  | { fact: FactName; in: string[] }
  | { fact: FactName; has_any: string[] }

export type RuleVerdict = 'publish' | 'review' | 'refuse'

export type Rule = {
  id: string
  title: { en: string; ru: string }
  when: Condition
  then: RuleVerdict
  /** What becomes of a published version that it is found true of later: a moderator looks, or it is hidden until one did. `keep` unless said. */
  if_published?: 'keep' | 'review' | 'quarantine'
}

/** Rules in order: the first whose condition holds decides. */
export type Ruleset = {
  /** How bad findings are, by code, where that differs from what they are by themselves. */
  severities: Record<string, FindingSeverity>
  rules: Rule[]
  otherwise: 'publish' | 'review'
}
