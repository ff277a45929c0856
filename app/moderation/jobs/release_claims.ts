import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { claimMinutes } from '#moderation/settings'
import { nudge } from '#core/live/nudge'
import type { Job } from '#core/jobs/types'

/**
 * Lets go what somebody kept and forgot. The version stays: whoever still has the page open may decide as long as nobody
 * else took it.
 */
@inject()
export default class ReleaseClaims implements Job {
  constructor(private readonly settings: Settings) {}

  async handle() {
    const before = Clock.now().minus({ minutes: await this.settings.get(claimMinutes) })
    const released = await sqlRun(
      db,
      `update review_items set state = 'open', claimed_by = null, claimed_at = null where state = 'claimed' and claimed_at <= ?`,
      [before.toJSDate()]
    )
    if (released) nudge('moderation/queue')
  }
}
