import { PlatformCommand } from '#core/commands/platform_command'
import { JobQueue, type QueueStats } from '#core/jobs/job_queue'
import { sqlRows } from '#core/database/sql'
import db from '@adonisjs/lucid/services/db'

type Report = { backend: string; queues: QueueStats; dead_letters: number; outbox_waiting: number }

export default class JobsStats extends PlatformCommand<Report> {
  static commandName = 'jobs:stats'
  static description = 'Count jobs by queue and state, dead letters and events that wait for the relay'

  protected async perform() {
    const queue = await this.app.container.make(JobQueue)
    const [counts] = await sqlRows<{ dead: number; waiting: number }>(
      db,
      `select (select count(*) from dead_letters where retried_at is null) as dead, (select count(*) from outbox where relayed_at is null) as waiting`
    )
    return { backend: queue.backend.kind, queues: await queue.stats(), dead_letters: counts.dead, outbox_waiting: counts.waiting }
  }

  protected describe({ backend, queues, dead_letters: dead, outbox_waiting: waiting }: Report) {
    const lines = Object.entries(queues).map(([name, counts]) => `${name.padEnd(8)} ${describeCounts(counts)}`)
    return [`Jobs on ${backend}`, ...lines, `dead letters: ${dead}, events waiting: ${waiting}`].join('\n')
  }
}

const describeCounts = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${state} ${count}`)
    .join(', ') || 'empty'
