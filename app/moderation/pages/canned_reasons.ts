import type { I18n } from '@adonisjs/i18n'
import type { Decision, ReasonCode } from '#moderation/subjects/review_subject'

/** Which reasons make sense for which decision, the most usual first. */
const REASONS: Record<Decision, ReasonCode[]> = {
  approve: ['meets_rules', 'other'],
  reject: ['broken', 'excess_capabilities', 'misleading', 'copyright', 'spam', 'malicious', 'other'],
  quarantine: ['malicious', 'misleading', 'copyright', 'other'],
}

const PLUGIN_VERSION = 'plugin_version'
const OF_ANYTHING: ReasonCode[] = ['meets_rules', 'misleading', 'copyright', 'spam', 'malicious', 'other']

export type CannedReason = { value: ReasonCode; label: string; text: string }

/** The reasons one can choose, each with a text in the moderator's language to start from. */
export const cannedReasons = (subjectType: string, decision: Decision, i18n: I18n): CannedReason[] =>
  reasonsFor(subjectType, decision).map((value) => ({
    value,
    label: i18n.t(`moderation.code_${value}`),
    text: i18n.t(subjectType === PLUGIN_VERSION ? `moderation.canned_${value}` : `moderation.canned_thing_${value}`),
  }))

/** Capabilities and crashes are of plugins only. */
const reasonsFor = (subjectType: string, decision: Decision): ReasonCode[] =>
  subjectType === PLUGIN_VERSION ? REASONS[decision] : REASONS[decision].filter((code) => OF_ANYTHING.includes(code))
