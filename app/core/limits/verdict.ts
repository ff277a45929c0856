/** `limit`: how often `key` may be counted in a window's length. */
export type Asked = { key: string; limit: number }

/** What a limit says of one request. */
export type Verdict = {
  isAllowed: boolean
  limit: number
  windowSeconds: number
  remaining: number
  /** Until the window ends; for a refused request, until one more would pass. */
  waitSeconds: number
}

/** How often something was done in this window and in the one before it. */
export type Buckets = { current: number; previous: number }

export type Moment = { windowMs: number; number: number; passed: number }

/** The window that runs, and which part of it has passed. */
export function windowAt(now: number, windowMs: number): Moment {
  const number = Math.floor(now / windowMs)
  return { windowMs, number, passed: (now - number * windowMs) / windowMs }
}

/** The window slides: what is left of the one before counts by the share of it that still lies within. */
export const usedOf = ({ current, previous }: Buckets, { passed }: Moment): number => previous * (1 - passed) + current

/** `isAllowed`: whether this request was counted in `buckets`; refused ones never are, or who hammers would never get in again. */
export function verdictOf(buckets: Buckets, moment: Moment, { limit, isAllowed }: { limit: number; isAllowed: boolean }): Verdict {
  const windowSeconds = moment.windowMs / 1_000
  const wait = isAllowed ? 1 - moment.passed : waitFor(buckets, moment, limit)
  return {
    isAllowed,
    limit,
    windowSeconds,
    remaining: isAllowed ? Math.max(0, Math.floor(limit - usedOf(buckets, moment))) : 0,
    waitSeconds: Math.max(1, Math.ceil(wait * windowSeconds)),
  }
}

/** Windows until one more fits: within this one as the last one fades, else within the next as this one does. */
function waitFor({ current, previous }: Buckets, { passed }: Moment, limit: number): number {
  if (current + 1 <= limit && previous > 0) return Math.max(0, 1 - (limit - 1 - current) / previous - passed)
  return 1 - passed + Math.max(0, 1 - (limit - 1) / Math.max(current, 1))
}
