import { isEmptyLeft, type Counts, type LeftBehind } from '#identity/resets/left_behind'
import type { I18n } from '@adonisjs/i18n'

/** In words, to its rightful owner, what somebody else had set up in the account. Empty where there was nothing. */
export function describeLeft(i18n: I18n, left: LeftBehind | null | undefined): string {
  if (!left || isEmptyLeft(left)) return ''
  const named = (counts: Counts) =>
    i18n.formatList(Object.entries(counts).map(([kind, count]) => i18n.t(`account.left_${kind}`, { count })))
  const { ended, kept } = left
  return [
    i18n.t('account.left_lead'),
    Object.keys(ended).length ? i18n.t('account.left_ended', { things: named(ended) }) : '',
    Object.keys(kept).length ? i18n.t('account.left_kept', { things: named(kept) }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}
