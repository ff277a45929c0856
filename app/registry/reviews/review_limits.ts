import { inject } from '@adonisjs/core'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { RateLimited } from '#identity/exceptions'
import { flagsPerDay, reviewsPerHour, votesPerHour } from '#registry/reviews/review_settings'

const HOUR = 3_600

const LIMITS = {
  review: { setting: reviewsPerHour, seconds: HOUR },
  vote: { setting: votesPerHour, seconds: HOUR },
  flag: { setting: flagsPerDay, seconds: 24 * HOUR },
}

/** How often somebody may write, vote and flag; counted before the act. Throws `RateLimited` (429). */
@inject()
export class ReviewLimits {
  constructor(private readonly settings: Settings) {}

  async count(what: keyof typeof LIMITS, userId: string): Promise<void> {
    const { setting, seconds } = LIMITS[what]
    const requests = await this.settings.get(setting)
    const used = await limiter.use({ requests, duration: seconds }).increment(`reviews:${what}:${userId}`)
    if (used.consumed > requests) throw new RateLimited(Math.max(1, Math.ceil(used.availableIn)))
  }
}
