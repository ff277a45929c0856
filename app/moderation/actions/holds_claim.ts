import { Clock } from '#core/clock'
import type { LockedItem } from '#moderation/queries/review_items'

/** Whether somebody besides this user holds a claim that has not run out. */
export const holdsClaim = (
  { state, claimed_by: holder, claimed_at: since }: Pick<LockedItem, 'state' | 'claimed_by' | 'claimed_at'>,
  { minutes, besides }: { minutes: number; besides: string | null }
): boolean =>
  state === 'claimed' &&
  holder !== null &&
  holder !== besides &&
  since !== null &&
  since.getTime() > Clock.now().toMillis() - minutes * 60_000
