export const VERSION_STATUSES = [
  'uploading',
  'staged',
  'approved',
  'scanning',
  'errored',
  'pending_review',
  'published',
  'yanked',
  'quarantined',
  'closed',
  'rejected',
  'expired',
  'withdrawn',
  'removed',
] as const

export type VersionStatus = (typeof VERSION_STATUSES)[number]

/** Listed and downloadable: a yanked version stays reachable for lockfiles. */
export const PUBLIC_VERSION_STATUSES: readonly VersionStatus[] = ['published', 'yanked', 'closed']

/** What a new installation may choose. */
export const INSTALLABLE_VERSION_STATUSES: readonly VersionStatus[] = ['published', 'closed']
