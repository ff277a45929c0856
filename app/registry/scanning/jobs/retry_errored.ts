import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { RetryScan } from '#registry/scanning/rescans/retry_scan'
import type { Job } from '#core/jobs/types'

const MOST_PER_RUN = 20

/** Versions whose scan ended without a result are scanned again, oldest first, a minute apart. */
@inject()
export default class RetryErrored implements Job {
  constructor(private readonly retry: RetryScan) {}

  async handle() {
    const waiting = await sqlRows<{ id: string }>(
      db,
      `select v.id from plugin_versions v
        where v.status = 'errored' and not exists (select 1 from scans s where s.version_id = v.id and s.at > now() - interval '1 minute')
        order by v.submitted_at limit ${MOST_PER_RUN}`
    )
    for (const { id } of waiting) {
      await this.retry
        .handle(id)
        .catch((error: unknown) => logger.warn({ err: error, version: id }, 'a version could not be scanned again'))
    }
  }
}
