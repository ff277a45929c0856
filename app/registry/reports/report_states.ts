import type { ReportStatus } from '#registry/reports/report'

/** The life of a case. What is not written here cannot happen. */
const NEXT: Record<ReportStatus, readonly ReportStatus[]> = {
  open: ['triaged', 'duplicate'],
  triaged: ['investigating', 'duplicate'],
  investigating: ['actioned', 'dismissed', 'duplicate'],
  duplicate: [],
  actioned: ['appealed'],
  dismissed: ['appealed'],
  appealed: ['upheld', 'overturned'],
  upheld: ['closed'],
  overturned: ['closed'],
  closed: [],
}

/** What may be passed in one go. A decision or an appeal is never skipped. */
const IN_PASSING: readonly ReportStatus[] = ['triaged', 'investigating']

/**
 * The steps from one status to another, each of which is kept: who decides at once has triaged and investigated too.
 * Null where there is no way, or nowhere to go.
 */
export function stepsTo(from: ReportStatus, to: ReportStatus): ReportStatus[] | null {
  if (NEXT[from].includes(to)) return [to]
  for (const next of NEXT[from].filter((status) => IN_PASSING.includes(status))) {
    const rest = stepsTo(next, to)
    if (rest) return [next, ...rest]
  }
  return null
}
