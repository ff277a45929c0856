import { RateLimited } from '#identity/exceptions'
import type { AttemptWindow } from '#core/limits/attempt_windows'
import type { Asked } from '#core/limits/verdict'

/** Counts attempts; `isExcused`: counted, and let through even beyond the limit. Throws `RateLimited` (429) with the longest wait. */
export async function refuseBeyond(window: AttemptWindow, asked: (Asked & { isExcused?: boolean })[]): Promise<void> {
  const verdicts = await window.takeAll(asked)
  const refused = verdicts.filter(({ isAllowed }, at) => !isAllowed && !asked[at].isExcused)
  if (refused.length > 0) throw new RateLimited(Math.max(...refused.map(({ waitSeconds }) => waitSeconds)))
}
