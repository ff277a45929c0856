import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { JobQueue } from '#core/jobs/job_queue'
import type { Job } from '#core/jobs/types'

/** Of one webhook in a run: as many as it may be sent at once, so that no receiver fills the queue. */
const MOST_PER_WEBHOOK = 3
const MOST = 500

type Due = { id: string; attempts: number }

/** Starts attempts whose time has come, and those that a crash or a busy receiver left. */
@inject()
export default class SweepDeliveries implements Job {
  constructor(private readonly queue: JobQueue) {}

  async handle() {
    const now = Clock.now().toJSDate()
    const due = await sqlRows<Due>(
      db,
      `select id, attempts from (
         select d.id, d.attempts, d.next_attempt_at, row_number() over (partition by d.webhook_id order by d.next_attempt_at) as place
           from webhook_deliveries d
          where d.status = 'pending' and d.next_attempt_at <= ? and (d.leased_until is null or d.leased_until < ?)
       ) as waiting where place <= ${MOST_PER_WEBHOOK} order by next_attempt_at limit ${MOST}`,
      [now, now]
    )
    const turn = Math.floor(now.getTime() / 1_000)
    await this.queue.enqueueAll(
      due.map(({ id, attempts }) => ({ name: 'core.deliver_webhook', payload: { aggregateId: id }, jobId: `${id}.${attempts}.${turn}` }))
    )
  }
}
