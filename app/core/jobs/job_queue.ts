import { findJob } from '#core/modules'
import type { Job, Queue } from 'bullmq'
import type { JobBackend } from '#core/jobs/backend'
import type { QueueName } from '#core/jobs/types'

export const QUEUES: QueueName[] = ['events', 'default', 'bulk', 'plugins']

export type QueuedJob = {
  name: string
  payload: unknown
  /** Jobs of the same id are added once while the first is known to the queue. */
  jobId?: string
  delayMs?: number
}

export type QueueStats = Record<QueueName, Record<string, number>>

const KEEP_DONE_SECONDS = 3_600
const KEEP_FAILED_SECONDS = 30 * 86_400

/**
 * Puts jobs into BullMQ. Effects of a change never start here but as an event of the outbox: this queue does not
 * take part in the caller's transaction.
 */
export class JobQueue {
  #queues = new Map<QueueName, Queue>()

  constructor(readonly backend: JobBackend) {}

  async enqueue(job: QueuedJob) {
    await this.enqueueAll([job])
  }

  async enqueueAll(jobs: QueuedJob[]) {
    const byQueue = Map.groupBy(jobs, ({ name }) => definitionOf(name).queue)
    await Promise.all([...byQueue].map(([queue, list]) => this.queue(queue).addBulk(list.map(toBullJob))))
  }

  /** Counts per queue and state, for the panel and `jobs:stats`. */
  async stats(): Promise<QueueStats> {
    const entries = await Promise.all(QUEUES.map(async (name) => [name, await this.queue(name).getJobCounts()] as const))
    return Object.fromEntries(entries) as QueueStats
  }

  async failed(queue: QueueName, limit = 50): Promise<Job[]> {
    return this.queue(queue).getFailed(0, limit - 1)
  }

  queue(name: QueueName): Queue {
    const known = this.#queues.get(name)
    if (known) return known
    const queue = this.backend.queue(name)
    queue.on('error', () => {})
    this.#queues.set(name, queue)
    return queue
  }

  async close() {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close().catch(() => {})))
    this.#queues.clear()
    await this.backend.close()
  }
}

function definitionOf(name: string) {
  const definition = findJob(name)
  if (!definition) throw new Error(`No module declares the job ${name}`)
  return definition
}

function toBullJob({ name, payload, jobId, delayMs }: QueuedJob) {
  return {
    name,
    data: payload,
    opts: {
      jobId,
      delay: delayMs,
      attempts: definitionOf(name).attempts,
      backoff: { type: 'custom' },
      removeOnComplete: { age: KEEP_DONE_SECONDS },
      removeOnFail: { age: KEEP_FAILED_SECONDS },
    },
  }
}
