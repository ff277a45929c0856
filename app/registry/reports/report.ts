export const REPORT_KINDS = ['malicious', 'misleading', 'broken', 'copyright', 'spam', 'privacy', 'other'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export type ReportStatus = 'open' | 'duplicate' | 'actioned' | 'dismissed' | 'appealed' | 'upheld' | 'overturned'
export type ReportVerdict = 'actioned' | 'dismissed'
