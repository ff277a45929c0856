import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { ErrorReports } from '#core/errors/error_reports'
import { newId } from '#core/ids'
import { findJob, listSchedules } from '#core/modules'
import { QUEUES, type JobQueue } from '#core/jobs/job_queue'
import type { Job as BullJob, Worker } from 'bullmq'
import type { ApplicationService } from '@adonisjs/core/types'
import type { Job, QueueName } from '#core/jobs/types'

const CONCURRENCY: Record<QueueName, number> = { events: 8, default: 6, bulk: 1, plugins: 6 }

/** One second, doubled up to a minute, spread: a part that is down for an hour is asked sixty times, not given up on. */
const backoffStrategy = (attempt: number) => Math.round(Math.min(1_000 * 2 ** (attempt - 1), 60_000) * (0.7 + Math.random() * 0.3))

/** Takes jobs from every queue, runs their classes, keeps dead letters and the schedules. */
export class JobWorker {
  #workers: Worker[] = []

  constructor(
    private readonly app: ApplicationService,
    private readonly queue: JobQueue
  ) {}

  async start() {
    for (const name of QUEUES) {
      const worker = this.queue.backend.worker(name, (job) => this.run(job), {
        concurrency: CONCURRENCY[name],
        settings: { backoffStrategy },
      })
      worker.on('error', (error) => logger.debug({ err: error }, 'the job worker lost its backend for a moment'))
      worker.on('failed', (job, error) => void this.#bury(name, job, error))
      this.#workers.push(worker)
    }
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()))
    await this.#schedule()
  }

  async stop() {
    await Promise.all(this.#workers.map((worker) => worker.close().catch(() => {})))
  }

  /** Runs one job by its class; also used by tests and by the retry of a dead letter. */
  async run(job: Pick<BullJob, 'id' | 'name' | 'data' | 'attemptsMade' | 'opts'>) {
    const definition = findJob(job.name)
    if (!definition) throw new Error(`No module declares the job ${job.name}`)
    const { default: JobClass } = await definition.load()
    const instance = (await this.app.container.make(JobClass)) as Job
    const attempt = job.attemptsMade + 1
    await instance.handle(job.data, { jobId: job.id ?? '', attempt, lastAttempt: attempt >= (job.opts.attempts ?? 1) })
  }

  async #schedule() {
    for (const { job, cron, everyMs, payload } of listSchedules()) {
      const queue = this.queue.queue(findJob(job)?.queue ?? 'default')
      const repeat = cron ? { pattern: cron, tz: 'UTC' } : { every: everyMs }
      await queue.upsertJobScheduler(job, repeat, {
        name: job,
        data: payload ?? {},
        opts: { attempts: 1, removeOnComplete: true, removeOnFail: { age: 86_400 } },
      })
    }
  }

  /** The last failure becomes a row: visible, countable and replayable, whatever the backend forgets. */
  async #bury(queue: QueueName, job: BullJob | undefined, error: Error) {
    if (!job || job.attemptsMade < (job.opts.attempts ?? 1)) return
    logger.error({ job: job.name, jobId: job.id, err: error }, 'a job failed for the last time')
    const reports = await this.app.container.make(ErrorReports)
    reports.report(error, { job: job.name, queue, attempt: job.attemptsMade, hide: job.data })
    await db
      .table('dead_letters')
      .insert({
        id: newId(),
        queue,
        job: job.name,
        job_id: job.id,
        payload: JSON.stringify(job.data ?? null),
        error: error.message.slice(0, 2_000),
        attempts: job.attemptsMade,
      })
      .catch((failure) => logger.error({ err: failure }, 'a dead letter could not be kept'))
  }
}
