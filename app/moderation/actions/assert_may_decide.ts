import { EscalatedToAdmins, FourEyesRequired } from '#moderation/exceptions'
import type { LockedItem } from '#moderation/queries/review_items'

export type Decider = { userId: string | null; decidesEscalated: boolean }

type Judged = Pick<LockedItem, 'owner_ids' | 'escalated_at' | 'escalated_by'>

/** Nobody decides what is his own; what was handed up is decided by an administrator, and another one than handed it up. */
export function assertMayDecide({ owner_ids: owners, escalated_at: escalatedAt, escalated_by: by }: Judged, who: Decider): void {
  if (owners.includes(who.userId ?? '')) throw new FourEyesRequired()
  if (!escalatedAt) return
  if (!who.decidesEscalated) throw new EscalatedToAdmins()
  if (by === who.userId) throw new FourEyesRequired()
}
