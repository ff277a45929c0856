import type { I18n } from '@adonisjs/i18n'
import type { Decision, ReasonCode } from '#moderation/subjects/review_subject'

/** Which reasons make sense for which decision, the most usual first. */
const REASONS: Record<Decision, ReasonCode[]> = {
  approve: ['meets_rules', 'other'],
  reject: ['broken', 'excess_capabilities', 'misleading', 'copyright', 'spam', 'malicious', 'other'],
  quarantine: ['malicious', 'misleading', 'copyright', 'other'],
}

export type CannedReason = { value: ReasonCode; label: string; text: string }

/** The reasons one can choose, each with a text in the moderator's language to start from. */
export const cannedReasons = (decision: Decision, i18n: I18n): CannedReason[] =>
  REASONS[decision].map((value) => ({ value, label: i18n.t(`moderation.code_${value}`), text: i18n.t(`moderation.canned_${value}`) }))
