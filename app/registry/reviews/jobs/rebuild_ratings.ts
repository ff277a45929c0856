import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { ratingPriorWeight } from '#registry/reviews/review_settings'
import { rebuildRatings } from '#registry/reviews/rebuild_ratings'
import type { Job } from '#core/jobs/types'

/** Once a day the kept ratings are held against the reviews. */
@inject()
export default class RebuildRatings implements Job {
  constructor(private readonly settings: Settings) {}

  async handle() {
    const wrong = await rebuildRatings(await this.settings.get(ratingPriorWeight))
    if (wrong.length) logger.warn({ plugins: wrong.slice(0, 20), count: wrong.length }, 'ratings were not what their reviews say')
  }
}
