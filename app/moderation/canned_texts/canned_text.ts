import type { Decision, ReasonCode } from '#moderation/subjects/review_subject'
import type { ReviewItem } from '#moderation/queries/review_items'

/** A text to start a decision from, in both languages. Without kind or decision it fits any. */
export type CannedText = {
  id: string
  subject_type: string | null
  decision: Decision | null
  reason_code: ReasonCode
  body_en: string
  body_ru: string
  position: number
  is_active: boolean
  version: number
  updated_at: Date
  updated_by_name: string | null
}

/** What may stand in a text in braces. */
export const PLACEHOLDERS = ['title', 'case', 'publisher', 'days'] as const

/** Which reasons make sense for which decision, the most usual first. */
const REASONS: Record<Decision, ReasonCode[]> = {
  approve: ['meets_rules', 'other'],
  reject: ['broken', 'excess_capabilities', 'misleading', 'copyright', 'spam', 'malicious', 'other'],
  quarantine: ['malicious', 'misleading', 'copyright', 'other'],
  ask_more: ['misleading', 'other'],
}

/** Capabilities and crashes are of plugin versions only. */
const OF_VERSIONS: ReasonCode[] = ['broken', 'excess_capabilities']
const VERSIONS = ['plugin_version', 'doubted_version', 'version_report', 'plugin_report']

export const reasonsFor = (subjectType: string, decision: Decision): ReasonCode[] =>
  REASONS[decision].filter((code) => VERSIONS.includes(subjectType) || !OF_VERSIONS.includes(code))

type Values = Record<(typeof PLACEHOLDERS)[number], string>

export const valuesOf = ({ title, facts }: Pick<ReviewItem, 'title' | 'facts'>, days: number): Values => ({
  ...{ title, days: String(days), case: String(facts.case ?? '') },
  publisher: String(facts.publisher ?? facts.seller ?? ''),
})

/** Fills what is known; the moderator reads it before anybody else. */
export const fillText = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name as keyof Values] : whole))
