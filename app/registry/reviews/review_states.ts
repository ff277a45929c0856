export const REVIEW_STATUSES = ['held', 'published', 'flagged', 'hidden', 'removed', 'withdrawn'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]

/** Shown and counted: a flagged review stays where it is until a person decided. Of the table `reviews r`. */
export const SHOWN_REVIEW = `r.status in ('published', 'flagged')`

export const FLAG_REASONS = ['spam', 'offensive', 'off_topic', 'fake', 'conflict_of_interest', 'personal_data', 'other'] as const
export type FlagReason = (typeof FLAG_REASONS)[number]

export type ReviewAct = 'publish' | 'flag' | 'clear' | 'hide' | 'restore' | 'remove' | 'withdraw'

type Transition = { from: readonly ReviewStatus[]; to: ReviewStatus; event: string }

const TRANSITIONS: Record<ReviewAct, Transition> = {
  publish: { from: ['held'], to: 'published', event: 'registry.review_published.v1' },
  flag: { from: ['published'], to: 'flagged', event: 'registry.review_flagged.v1' },
  clear: { from: ['flagged'], to: 'published', event: 'registry.review_cleared.v1' },
  hide: { from: ['held', 'published', 'flagged'], to: 'hidden', event: 'registry.review_hidden.v1' },
  restore: { from: ['hidden'], to: 'published', event: 'registry.review_restored.v1' },
  remove: { from: ['hidden'], to: 'removed', event: 'registry.review_removed.v1' },
  withdraw: { from: ['held', 'published', 'flagged'], to: 'withdrawn', event: 'registry.review_withdrawn.v1' },
}

/** What an act makes of a review in this status; nothing where it can't be done. */
export function findReviewTransition(act: ReviewAct, from: ReviewStatus): Omit<Transition, 'from'> | undefined {
  const transition = TRANSITIONS[act]
  return transition.from.includes(from) ? transition : undefined
}

/** By a moderator: whoever wrote it changes it no longer. */
export const isTakenDown = ({ status }: { status: ReviewStatus }): boolean => status === 'hidden' || status === 'removed'

/** What a moderator may do with a review in this status. */
export const moderatorActs = (status: ReviewStatus): ReviewAct[] =>
  (['hide', 'restore', 'remove'] as const).filter((act) => findReviewTransition(act, status))
