import { inject } from '@adonisjs/core'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { networkOf } from '#identity/network_of'
import { RateLimited } from '#identity/exceptions'
import { reportsPerHour } from '#registry/reports/settings'

const HOUR_SECONDS = 3_600

/** Complaints and appeals of one network or one person, by page and by program together. */
@inject()
export class ReportLimits {
  constructor(private readonly settings: Settings) {}

  /** Throws `RateLimited` (429). */
  async count({ userId, ip }: { userId: string | null; ip: string }): Promise<void> {
    const counter = limiter.use(limiter.config.default === 'redis' ? 'redis' : 'memory', {
      requests: await this.settings.get(reportsPerHour),
      duration: HOUR_SECONDS,
    })
    const used = await counter.increment(userId ? `reports:user:${userId}` : `reports:ip:${networkOf(ip)}`)
    if (used.consumed > used.limit) throw new RateLimited(Math.max(1, Math.ceil(used.availableIn)))
  }
}
