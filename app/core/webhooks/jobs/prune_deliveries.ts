import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRun } from '#core/database/sql'
import { webhookRetentionDays } from '#core/webhooks/settings'
import type { Job } from '#core/jobs/types'

const SLICE = 5_000

/** Forgets deliveries that ended long ago, their attempts with them; secrets that no longer sign go, too. */
@inject()
export default class PruneDeliveries implements Job {
  constructor(private readonly settings: Settings) {}

  async handle() {
    const now = Clock.now()
    const before = now.minus({ days: await this.settings.get(webhookRetentionDays) }).toJSDate()
    const sql = `delete from webhook_deliveries where id in
      (select id from webhook_deliveries where created_at < ? and status <> 'pending' limit ${SLICE})`
    while ((await sqlRun(db, sql, [before])) === SLICE);
    await sqlRun(db, 'delete from webhook_secrets where expires_at < ?', [now.toJSDate()])
  }
}
