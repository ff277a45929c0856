import db from '@adonisjs/lucid/services/db'
import { refreshBadges } from '#registry/counters/refresh_badges'
import type { Job } from '#core/jobs/types'

/** Badges come and go with time: a release grows old, a trend fades. */
export default class AwardBadges implements Job {
  async handle() {
    await refreshBadges(db, null)
  }
}
