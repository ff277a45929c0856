import { formatNumber } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { Condition, FactName, Rule, Ruleset } from '#registry/scanning/rules/ruleset'
import type { History, TriedUpload } from '#registry/scanning/rules/try_on_history'

const TONES: Record<string, Tone> = { publish: 'good', review: 'warn', refuse: 'bad', quarantine: 'bad' }

export const verdictLabel = (verdict: string | null, i18n: I18n) => ({
  label: i18n.t(`scanning.verdict_${verdict ?? 'none'}`),
  tone: TONES[verdict ?? ''] ?? ('neutral' as Tone),
})

export const ruleTitle = ({ title }: Rule, { locale }: I18n): string => (locale === 'ru' ? title.ru : title.en)

/** A set of rules as people read it. */
export const rulesetView = ({ rules, otherwise, severities }: Ruleset, i18n: I18n) => ({
  rules: rules.map((rule) => ({
    id: rule.id,
    title: ruleTitle(rule, i18n),
    when: inWords(rule.when, i18n),
    then: verdictLabel(rule.then, i18n),
    ifPublished: i18n.t(`scanning.if_published_${rule.if_published ?? 'keep'}`),
    hides: rule.if_published === 'quarantine',
  })),
  otherwise: verdictLabel(otherwise, i18n),
  severities: Object.entries(severities).map(([code, severity]) => ({ label: code, value: i18n.t(`registry.severity_${severity}`) })),
})

const SHOWN = 50

/** What would have been decided otherwise, side by side. */
export const historyOfRules = ({ count, changed, hidden }: History, i18n: I18n) => ({
  count,
  texts: [
    changed.length ? i18n.t('scanning.try_changed', { count: changed.length }) : i18n.t('scanning.try_same'),
    i18n.t('scanning.try_hidden', { count: hidden.length }),
  ],
  rows: [...new Set([...hidden, ...changed])].slice(0, SHOWN).map((upload) => triedView(upload, i18n)),
})

const triedView = ({ plugin_name: plugin, version, at, decision, verdict, rule, doubt }: TriedUpload, i18n: I18n) => ({
  ...{ plugin, version, at },
  was: verdictLabel(decision, i18n),
  wouldBe: verdictLabel(doubt?.if_published === 'quarantine' ? 'quarantine' : verdict, i18n),
  rule: titleOf(doubt?.if_published === 'quarantine' ? doubt : rule, i18n),
})

const titleOf = (rule: Rule | null, i18n: I18n): string => (rule ? ruleTitle(rule, i18n) : i18n.t('scanning.by_otherwise'))

function inWords(condition: Condition, i18n: I18n): string {
  if ('all' in condition) return condition.all.map((one) => inWords(one, i18n)).join(i18n.t('scanning.words_and'))
  if ('any' in condition) return condition.any.map((one) => inWords(one, i18n)).join(i18n.t('scanning.words_or'))
  if ('not' in condition) return i18n.t('scanning.words_not', { part: inWords(condition.not, i18n) })
  const fact = factName(condition.fact, i18n)
  if ('is' in condition) return condition.is ? fact : i18n.t('scanning.words_no', { fact })
  if ('at_least' in condition) return `${fact} ≥ ${formatNumber(i18n.locale, condition.at_least)}`
  if ('at_most' in condition) return `${fact} ≤ ${formatNumber(i18n.locale, condition.at_most)}`
  return i18n.t('scanning.words_in', { fact, values: ('in' in condition ? condition.in : condition.has_any).join(', ') })
}

const factName = (fact: FactName, i18n: I18n): string => i18n.t(`scanning.fact_${fact}`)
