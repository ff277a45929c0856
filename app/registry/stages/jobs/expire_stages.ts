import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { EndStage } from '#registry/stages/end_stage'
import type { Job } from '#core/jobs/types'

const MOST_PER_RUN = 500

/** Staged releases that nobody agreed to in time end. */
@inject()
export default class ExpireStages implements Job {
  constructor(private readonly end: EndStage) {}

  async handle() {
    const sql = 'select version_id from stages where ended_at is null and expires_at <= now() order by expires_at limit ?'
    for (const { version_id: id } of await sqlRows<{ version_id: string }>(db, sql, [MOST_PER_RUN])) await this.end.expire(id)
  }
}
