import { FACTS, type Condition, type FactName, type Ruleset } from '#registry/scanning/rules/ruleset'
import { FINDINGS } from '#runtime/gate/findings'
import { SCAN_FINDINGS } from '#registry/scanning/findings'
import { findProblems } from '#runtime/manifest/schema_checker'
import type { FieldProblem } from '#core/http/problem'

/** Neither control characters nor halves of a character: the database keeps none. */
const PLAIN = '^[^\\u0000-\\u001f\\ud800-\\udfff]*$'
const text = { type: 'string', minLength: 1, maxLength: 200, pattern: PLAIN }
const fact = { enum: Object.keys(FACTS) }
const words = { type: 'array', minItems: 1, maxItems: 50, uniqueItems: true, items: { ...text, maxLength: 100 } }
const test = (key: string, value: object) => ({
  type: 'object',
  additionalProperties: false,
  required: ['fact', key],
  properties: { fact, [key]: value },
})
const join = (key: string, value: object) => ({
  type: 'object',
  additionalProperties: false,
  required: [key],
  properties: { [key]: value },
})
const anyCondition = { $ref: '#/$defs/condition' }
const some = { type: 'array', minItems: 1, maxItems: 20, items: anyCondition }

const RULESET = {
  type: 'object',
  additionalProperties: false,
  required: ['severities', 'rules', 'otherwise'],
  properties: {
    severities: { type: 'object', maxProperties: 50, additionalProperties: { enum: ['info', 'warning', 'error'] } },
    otherwise: { enum: ['publish', 'review'] },
    rules: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'when', 'then'],
        properties: {
          id: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,48}$' },
          title: { type: 'object', additionalProperties: false, required: ['en', 'ru'], properties: { en: text, ru: text } },
          when: anyCondition,
          then: { enum: ['publish', 'review', 'refuse'] },
          if_published: { enum: ['keep', 'review', 'quarantine'] },
        },
      },
    },
  },
  $defs: {
    condition: {
      oneOf: [
        join('all', some),
        join('any', some),
        join('not', anyCondition),
        test('is', { type: 'boolean' }),
        test('at_least', { type: 'number' }),
        test('at_most', { type: 'number' }),
        test('in', words),
        test('has_any', words),
      ],
    },
  },
}

/** What each kind of fact can be asked. */
const TESTS: Record<(typeof FACTS)[FactName], readonly string[]> = {
  boolean: ['is'],
  number: ['at_least', 'at_most'],
  word: ['in'],
  words: ['has_any'],
}

const MOST_CONDITIONS = 300
const DEEPEST = 6
/** Rules, a rule, its conditions, what they ask. */
const DEEPEST_JSON = 2 * DEEPEST + 8

/** What is wrong with a set of rules, by place; nothing means it can be used. */
export function rulesetProblems(document: unknown): FieldProblem[] {
  if (isDeeper(document, DEEPEST_JSON)) return [{ field: 'document', message: `Conditions may be ${DEEPEST} deep`, rule: 'max' }]
  const shape = findProblems(RULESET, document)
  if (shape.length) return shape.filter(({ rule }) => rule !== 'oneOf' || shape.length === 1).slice(0, 20)
  const ruleset = document as Ruleset
  return [
    ...repeatedIds(ruleset),
    ...unknownFindings(ruleset),
    ...ruleset.rules.flatMap(({ when }, at) => misasked(when, `rules.${at}.when`)),
  ]
}

/** Asked before the schema, which looks into what it is given level by level; without going down itself. */
function isDeeper(document: unknown, most: number): boolean {
  let level: unknown[] = [document]
  for (let depth = 0; depth <= most; depth++) {
    level = level.flatMap((value) => (value && typeof value === 'object' ? Object.values(value) : []))
    if (!level.length) return false
  }
  return true
}

function repeatedIds({ rules }: Ruleset): FieldProblem[] {
  const ids = rules.map(({ id }) => id)
  return ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [{ field: `rules.${at}.id`, message: `${id} is named twice`, rule: 'distinct' }]
  )
}

const unknownFindings = ({ severities }: Ruleset): FieldProblem[] =>
  Object.keys(severities)
    .filter((code) => !(code in SCAN_FINDINGS) && !(code in FINDINGS))
    .map((code) => ({ field: `severities.${code}`, message: 'There is no such finding', rule: 'known' }))

function misasked(condition: Condition, place: string): FieldProblem[] {
  const all = flatten(condition)
  if (all.length > MOST_CONDITIONS) return [{ field: place, message: `At most ${MOST_CONDITIONS} conditions`, rule: 'max' }]
  if (depthOf(condition) > DEEPEST) return [{ field: place, message: `Conditions may be ${DEEPEST} deep`, rule: 'max' }]
  return all.flatMap((one) => {
    if (!('fact' in one)) return []
    const asked = TESTS[FACTS[one.fact]]
    if (asked.some((key) => key in one)) return []
    return [{ field: place, message: `${one.fact} can be asked: ${asked.join(', ')}`, rule: 'fact' }]
  })
}

const partsOf = (condition: Condition): Condition[] => {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  return 'not' in condition ? [condition.not] : []
}

const flatten = (condition: Condition): Condition[] => [condition, ...partsOf(condition).flatMap(flatten)]

const depthOf = (condition: Condition): number => 1 + Math.max(0, ...partsOf(condition).map(depthOf))
