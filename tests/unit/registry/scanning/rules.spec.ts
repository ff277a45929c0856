import { test } from '@japa/runner'
import { evaluateRules, findDoubt, type FoundFact, type KnownFacts } from '#registry/scanning/rules/evaluate_rules'
import { rulesetText } from '#registry/scanning/pages/ruleset_text'
import { rulesetProblems } from '#registry/scanning/rules/ruleset_schema'
import type { Condition, Rule, Ruleset } from '#registry/scanning/rules/ruleset'

const KNOWN: KnownFacts = {
  ...{ review_every_version: false, is_first_version: false, publisher_verified: true, plugin_verified: false, is_first_party: false },
  ...{ is_trusted_build: false, publisher_trust: 2, account_days: 40, published_versions: 3, size: 5_000, added_count: 1 },
  ...{ plugin_status: 'active', category: 'discount', method: 'api', language: 'wasm' },
  ...{ capabilities: ['clock', 'host:api.example.com'], added_capabilities: ['host:api.example.com'] },
}
const rule = (when: Condition, then: Rule['then'] = 'review', more: Partial<Rule> = {}): Rule => ({
  ...{ id: 'one', title: { en: 'One', ru: 'Один' }, when, then },
  ...more,
})
const setOf = (rules: Rule[], more: Partial<Ruleset> = {}): Ruleset => ({ severities: {}, rules, otherwise: 'publish', ...more })
const verdictOf = (when: Condition, found: FoundFact[] = []) => evaluateRules(setOf([rule(when, 'refuse')]), KNOWN, found).verdict

const HOLD: Condition[] = [
  { fact: 'publisher_verified', is: true },
  { fact: 'account_days', at_least: 40 },
  { fact: 'size', at_most: 5_000 },
  { fact: 'category', in: ['other', 'discount'] },
  { fact: 'added_capabilities', has_any: ['http', 'host:*'] },
  { all: [{ fact: 'publisher_trust', at_least: 1 }, { not: { fact: 'is_first_party', is: true } }] },
  {
    any: [
      { fact: 'method', in: ['seed'] },
      { fact: 'language', in: ['wa*'] },
    ],
  },
]
const DO_NOT: Condition[] = [
  { fact: 'publisher_verified', is: false },
  { fact: 'account_days', at_least: 41 },
  { fact: 'size', at_most: 4_999 },
  { fact: 'category', in: ['disc'] },
  { fact: 'added_capabilities', has_any: ['clock'] },
  {
    all: [
      { fact: 'publisher_trust', at_least: 1 },
      { fact: 'is_first_party', is: true },
    ],
  },
  { any: [{ fact: 'method', in: ['seed'] }] },
]

test.group('Rules', () => {
  for (const when of HOLD) test(`${JSON.stringify(when)} holds`, ({ assert }) => assert.equal(verdictOf(when), 'refuse'))
  for (const when of DO_NOT) test(`${JSON.stringify(when)} does not`, ({ assert }) => assert.equal(verdictOf(when), 'publish'))

  test('the first rule that holds decides, and what hides is asked by itself', ({ assert }) => {
    const first = rule({ fact: 'published_versions', at_least: 1 }, 'publish', { id: 'first' })
    const second = rule({ fact: 'warnings', at_least: 1 }, 'refuse', { id: 'second', if_published: 'quarantine' })
    const found: FoundFact[] = [{ code: 'secret_likely', severity: 'warning' }]
    assert.equal(evaluateRules(setOf([first, second]), KNOWN, found).rule?.id, 'first')
    assert.equal(evaluateRules(setOf([second, first]), KNOWN, found).rule?.id, 'second')
    assert.equal(findDoubt(setOf([first, second]), KNOWN, found)?.id, 'second')
    assert.isNull(findDoubt(setOf([first, second]), KNOWN, []))
  })

  test('rules make findings graver or lighter, but never let through what the gate refuses', ({ assert }) => {
    const warned = setOf([rule({ fact: 'warnings', at_least: 1 })], { severities: { dry_run_failed: 'warning', secret_possible: 'info' } })
    assert.equal(evaluateRules(warned, KNOWN, [{ code: 'dry_run_failed', severity: 'info' }]).verdict, 'review')
    assert.equal(evaluateRules(warned, KNOWN, [{ code: 'secret_possible', severity: 'warning' }]).verdict, 'publish')
    const lenient = setOf([rule({ fact: 'errors', at_least: 1 }, 'refuse')], { severities: { truncated: 'info' } })
    assert.equal(evaluateRules(lenient, KNOWN, [{ code: 'truncated', severity: 'error' }]).verdict, 'refuse')
  })

  const BAD: [string, unknown][] = [
    ['no object', []],
    ['no rules', { severities: {}, otherwise: 'publish' }],
    ['a verdict nobody knows', setOf([rule({ fact: 'size', at_least: 1 }, 'delete' as never)])],
    ['a fact nobody knows', setOf([rule({ fact: 'moon_phase' as never, at_least: 1 })])],
    ['a number asked for words', setOf([rule({ fact: 'size', has_any: ['big'] })])],
    ['two questions in one', setOf([rule({ fact: 'size', at_least: 1, at_most: 2 } as never)])],
    ['the same id twice', setOf([rule({ fact: 'size', at_least: 1 }), rule({ fact: 'size', at_least: 2 })])],
    ['a finding nobody knows', setOf([], { severities: { nonsense: 'info' } })],
    ['conditions too deep', setOf([rule({ not: { not: { not: { not: { not: { not: { fact: 'size', at_least: 1 } } } } } } })])],
    ['what no database keeps', setOf([{ ...rule({ fact: 'size', at_least: 1 }), title: { en: 'a\u0000', ru: '\ud800' } }])],
    ['a pit', JSON.parse(`${'{"not":'.repeat(9_000)}1${'}'.repeat(9_000)}`)],
    ['a title in one language', setOf([{ ...rule({ fact: 'size', at_least: 1 }), title: { en: 'One' } as never }])],
  ]
  for (const [what, document] of BAD) {
    test(`${what} is refused by place`, ({ assert }) => assert.isNotEmpty(rulesetProblems(document)))
  }
  test('rules written down for people are the same rules', ({ assert }) => {
    const rules = HOLD.map((when, at) => rule(when, 'review', { id: `rule-${at}`, if_published: at % 2 ? 'quarantine' : undefined }))
    const document = JSON.parse(JSON.stringify(setOf(rules, { severities: { dry_run_failed: 'warning' } }))) as Ruleset
    assert.deepEqual(JSON.parse(rulesetText(document)), document)
    assert.deepEqual(JSON.parse(rulesetText(setOf([]))), setOf([]))
  })

  test('a set that is right has no problems', ({ assert }) => {
    assert.deepEqual(rulesetProblems(setOf(HOLD.map((when, at) => rule(when, 'review', { id: `rule-${at}` })))), [])
  })
})
