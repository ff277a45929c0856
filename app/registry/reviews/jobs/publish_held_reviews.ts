import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import type { Job } from '#core/jobs/types'

const MOST_PER_RUN = 500

/** Reviews whose authors are known for long enough now are shown. */
@inject()
export default class PublishHeldReviews implements Job {
  constructor(private readonly statuses: ChangeReviewStatus) {}

  async handle() {
    const due = await sqlRows<{ id: string }>(
      db,
      `select id from reviews where status = 'held' and held_until <= now() order by held_until limit ${MOST_PER_RUN}`
    )
    for (const { id } of due) {
      await db.transaction(async (trx) => {
        const [held] = await sqlRows(trx, `select 1 from reviews where id = ? and status = 'held'`, [id])
        if (held) await this.statuses.apply(trx, { actor: systemActor('held reviews'), reviewId: id, act: 'publish', reasonCode: 'waited' })
      })
    }
  }
}
