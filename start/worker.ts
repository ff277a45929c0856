import type env from '#start/env'
import { JobQueue } from '#core/jobs/job_queue'
import { JobWorker } from '#core/jobs/job_worker'
import { OutboxRelay } from '#core/outbox/relay'
import type { ApplicationService } from '@adonisjs/core/types'

/** The background half of the platform: relays events, runs jobs and schedules. */
export async function startWorker(app: ApplicationService, environment: typeof env) {
  const queue = await app.container.make(JobQueue)
  const relay = new OutboxRelay(queue, environment.get('DATABASE_URL'))
  const worker = new JobWorker(app, queue)
  await worker.start()
  await relay.start()
  return {
    async stop() {
      await relay.stop()
      await worker.stop()
      await queue.close()
    },
  }
}
