import type { VersionStatus } from '#registry/enums/version_status'

export type VersionAct =
  | 'stage'
  | 'scan'
  | 'approve_stage'
  | 'expire'
  | 'withdraw'
  | 'fail_scan'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'yank'
  | 'unyank'
  | 'quarantine'
  | 'release'
  | 'remove'
  | 'close'

type Transition = { act: VersionAct; from: readonly VersionStatus[]; to: VersionStatus; event?: string }

/** The life of a version. What is not written here cannot happen. */
export const VERSION_TRANSITIONS: readonly Transition[] = [
  { act: 'stage', from: ['uploading'], to: 'staged', event: 'registry.version_staged.v1' },
  { act: 'approve_stage', from: ['staged'], to: 'approved' },
  { act: 'expire', from: ['staged'], to: 'expired', event: 'registry.version_expired.v1' },
  { act: 'withdraw', from: ['staged', 'pending_review'], to: 'withdrawn', event: 'registry.version_withdrawn.v1' },
  { act: 'scan', from: ['uploading', 'staged', 'approved', 'errored'], to: 'scanning' },
  { act: 'fail_scan', from: ['scanning'], to: 'errored' },
  { act: 'submit', from: ['scanning'], to: 'pending_review', event: 'registry.version_submitted.v1' },
  { act: 'approve', from: ['scanning', 'pending_review'], to: 'published', event: 'registry.version_published.v1' },
  { act: 'reject', from: ['scanning', 'pending_review'], to: 'rejected', event: 'registry.version_rejected.v1' },
  { act: 'quarantine', from: ['pending_review', 'published', 'yanked'], to: 'quarantined', event: 'registry.version_quarantined.v1' },
  { act: 'release', from: ['quarantined'], to: 'published', event: 'registry.version_published.v1' },
  { act: 'remove', from: ['quarantined'], to: 'removed', event: 'registry.version_removed.v1' },
  { act: 'yank', from: ['published'], to: 'yanked', event: 'registry.version_yanked.v1' },
  { act: 'unyank', from: ['yanked'], to: 'published', event: 'registry.version_unyanked.v1' },
  { act: 'close', from: ['published'], to: 'closed' },
]

export const findVersionTransition = (act: VersionAct, from: VersionStatus): Transition | undefined =>
  VERSION_TRANSITIONS.find((transition) => transition.act === act && transition.from.includes(from))

/** Every event a change of a version may send. */
export const VERSION_EVENTS = [...new Set(VERSION_TRANSITIONS.flatMap(({ event }) => event ?? []))]
