import { inject } from '@adonisjs/core'
import { HOUR_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { networkOf } from '#identity/network_of'
import { reportsPerHour } from '#registry/reports/settings'

/** Complaints and appeals of one network or one person, by page and by program together. */
@inject()
export class ReportLimits {
  constructor(private readonly attempts: Attempts) {}

  /** Throws `RateLimited` (429). */
  async count({ userId, ip }: { userId: string | null; ip: string }): Promise<void> {
    const key = userId ? `reports:user:${userId}` : `reports:ip:${networkOf(ip)}`
    await this.attempts.count(HOUR_MS, [{ key, limit: reportsPerHour }])
  }
}
