import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { JobQueue } from '#core/jobs/job_queue'
import { deadLettersTable } from '#core/tables/operator/dead_letters_table'
import type { HttpContext } from '@adonisjs/core/http'
import type { QueueStats } from '#core/jobs/job_queue'

/** The states an operator asks about, in the order a job passes them. */
const STATES = ['waiting', 'delayed', 'active', 'completed', 'failed'] as const

@inject()
export default class JobsController {
  constructor(private readonly queue: JobQueue) {}

  async index(ctx: HttpContext) {
    const stats = await this.queue.stats().catch(() => null)
    return deadLettersTable.render(ctx, listDeadLetters, {
      view: 'core/operator/jobs',
      data: { queues: stats && queuesOf(stats), states: STATES },
    })
  }
}

export const listDeadLetters = () => db.from('dead_letters').select('id', 'queue', 'job', 'error', 'attempts', 'at', 'retried_at')

const queuesOf = (stats: QueueStats) =>
  Object.entries(stats).map(([name, counts]) => ({
    name,
    counts: STATES.map((state) => (counts[state] ?? 0) + (state === 'waiting' ? (counts.prioritized ?? 0) : 0)),
  }))
