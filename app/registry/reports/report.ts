export const REPORT_KINDS = ['malicious', 'misleading', 'broken', 'copyright', 'spam', 'privacy', 'other'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const TARGET_KINDS = ['plugin', 'version', 'review', 'publisher'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

export type ReportStatus =
  'open' | 'triaged' | 'investigating' | 'duplicate' | 'actioned' | 'dismissed' | 'appealed' | 'upheld' | 'overturned' | 'closed'
export type ReportVerdict = 'actioned' | 'dismissed'

/** What is done to a target that is found wanting. Which of them a target knows is its own business. */
export type ReportAct = 'take_down' | 'quarantine' | 'remove' | 'hide' | 'restrict'

/** Of the table `reports r`: nobody decided yet. */
export const UNDECIDED = `r.status in ('open', 'triaged', 'investigating')`
