import type { Actor } from '#core/actor'

/** What a moderator decided about one version, and why. Rights are checked before. */
export type VersionDecision = {
  actor: Actor
  versionId: string
  reasonCode: string
  /** The publisher reads this. */
  publicReason: string
  internalNote?: string
  /** The complaint it decides. */
  reportId?: string
}
