export const ADVISORY_STATUSES = ['draft', 'triage', 'published', 'updated', 'withdrawn', 'rejected'] as const
export type AdvisoryStatus = (typeof ADVISORY_STATUSES)[number]

/** What moderators and authors do to an advisory. */
export const ADVISORY_ACTS = ['submit', 'publish', 'update', 'withdraw', 'reject'] as const
export type AdvisoryAct = (typeof ADVISORY_ACTS)[number]

type Transition = { act: AdvisoryAct; from: readonly AdvisoryStatus[]; to: AdvisoryStatus; event: string }

/** The life of an advisory. What is not written here cannot happen. */
const ADVISORY_TRANSITIONS: readonly Transition[] = [
  { act: 'submit', from: ['draft'], to: 'triage', event: 'registry.advisory_submitted.v1' },
  { act: 'publish', from: ['triage'], to: 'published', event: 'registry.advisory_published.v1' },
  { act: 'update', from: ['published', 'updated'], to: 'updated', event: 'registry.advisory_updated.v1' },
  { act: 'withdraw', from: ['published', 'updated'], to: 'withdrawn', event: 'registry.advisory_withdrawn.v1' },
  { act: 'reject', from: ['draft', 'triage'], to: 'rejected', event: 'registry.advisory_rejected.v1' },
]

export const findAdvisoryTransition = (act: AdvisoryAct, from: AdvisoryStatus): Transition | undefined =>
  ADVISORY_TRANSITIONS.find((transition) => transition.act === act && transition.from.includes(from))

export const actsOf = (status: AdvisoryStatus): AdvisoryAct[] => ADVISORY_ACTS.filter((act) => findAdvisoryTransition(act, status))

/** While it is one of these, everybody reads it. */
const PUBLIC: readonly AdvisoryStatus[] = ['published', 'updated', 'withdrawn']
export const isPublicAdvisory = (status: AdvisoryStatus): boolean => PUBLIC.includes(status)

/** While it is one of these, its text may still be rewritten without telling anybody. */
export const isUnpublished = (status: AdvisoryStatus): boolean => status === 'draft' || status === 'triage'
