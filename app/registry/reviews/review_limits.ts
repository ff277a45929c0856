import { inject } from '@adonisjs/core'
import { DAY_MS, HOUR_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { flagsPerDay, reviewsPerHour, votesPerHour } from '#registry/reviews/review_settings'

const LIMITS = {
  review: { limit: reviewsPerHour, windowMs: HOUR_MS },
  vote: { limit: votesPerHour, windowMs: HOUR_MS },
  flag: { limit: flagsPerDay, windowMs: DAY_MS },
}

/** How often somebody may write, vote and flag; counted before the act. Throws `RateLimited` (429). */
@inject()
export class ReviewLimits {
  constructor(private readonly attempts: Attempts) {}

  async count(what: keyof typeof LIMITS, userId: string): Promise<void> {
    const { limit, windowMs } = LIMITS[what]
    await this.attempts.count(windowMs, [{ key: `reviews:${what}:${userId}`, limit }])
  }
}
