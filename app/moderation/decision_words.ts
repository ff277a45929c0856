import type { I18n } from '@adonisjs/i18n'
import type { Decision } from '#moderation/subjects/review_subject'

/** What a decision is called: of this kind of thing, of complaints, or of anything. */
export function verbOf(i18n: I18n, subjectType: string, decision: Decision): string {
  const family = subjectType.endsWith('_report') ? 'report' : subjectType
  const keys = [subjectType, family].map((type) => `moderation.verb_${type}_${decision}`)
  return i18n.t(keys.find((key) => i18n.hasMessage(key)) ?? `moderation.${decision}`)
}
