import type { Condition, Rule, Ruleset } from '#registry/scanning/rules/ruleset'

/** Rules as one writes them: in the order in which they are read, short things on one line. The database keeps no order of keys. */
export function rulesetText({ severities, rules, otherwise }: Ruleset): string {
  const written = rules.map((rule) => `    ${ruleText(rule)}`).join(',\n')
  return `{\n  "severities": ${oneLine(severities)},\n  "rules": [${written ? `\n${written}\n  ` : ''}],\n  "otherwise": ${oneLine(otherwise)}\n}`
}

function ruleText({ id, title: { en, ru }, when, then, if_published: ifPublished }: Rule): string {
  const lines: [string, unknown][] = [
    ['id', id],
    ['title', { en, ru }],
    ['when', inOrder(when)],
    ['then', then],
    ...(ifPublished ? [['if_published', ifPublished] as [string, unknown]] : []),
  ]
  return `{\n${lines.map(([key, value]) => `      "${key}": ${oneLine(value)}`).join(',\n')}\n    }`
}

/** The fact before what is asked of it. */
function inOrder(condition: Condition): object {
  if ('all' in condition) return { all: condition.all.map(inOrder) }
  if ('any' in condition) return { any: condition.any.map(inOrder) }
  if ('not' in condition) return { not: inOrder(condition.not) }
  const { fact, ...asked } = condition
  return { fact, ...asked }
}

const oneLine = (value: unknown): string => {
  if (Array.isArray(value)) return value.length ? `[${value.map(oneLine).join(', ')}]` : '[]'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, part]) => `"${key}": ${oneLine(part)}`)
  return entries.length ? `{ ${entries.join(', ')} }` : '{}'
}
