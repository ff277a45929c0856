/** Seconds after the first attempt: close together at first, a day in all. */
const OFFSETS = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
const SPREAD = 0.1

export const MOST_ATTEMPTS = OFFSETS.length

/**
 * When the attempt after `made` ones is due, or null when there is none. Up to a tenth later than planned, so that what a
 * receiver's outage gathered does not all arrive in one moment.
 */
export function nextAttemptAt(roundAt: Date, made: number, random = Math.random()): Date | null {
  const offset = OFFSETS[made]
  if (offset === undefined) return null
  const gap = offset - (OFFSETS[made - 1] ?? 0)
  return new Date(roundAt.getTime() + (offset + gap * SPREAD * random) * 1_000)
}
