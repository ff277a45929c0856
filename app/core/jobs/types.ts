import type { DomainEvent } from '#core/outbox/event'

/** `plugins`: what waits for strangers' code, so that nothing else waits behind it. */
export type QueueName = 'events' | 'default' | 'bulk' | 'plugins'

export type JobContext = { jobId: string; attempt: number; lastAttempt: boolean }

/** A job's class: constructed by the container, run at least once, harmless when run twice. */
export interface Job<Payload = unknown> {
  handle(payload: Payload, context: JobContext): Promise<void>
}

export type JobClass = new (...args: never[]) => Job<never>

export type JobDefinition = {
  load: () => Promise<{ default: JobClass }>
  queue: QueueName
  attempts: number
  /** Event consumers only: takes up to 200 events in one run (`handle({ events })`) instead of one each. */
  batch?: boolean
}

export type EventBatch = { batchId: string; events: DomainEvent[] }

export type Schedule = { job: string; cron?: string; everyMs?: number; payload?: Record<string, unknown> }

/** Declares a job: `defineJob(() => import('#search/jobs/index_product'), { queue: 'events' })`. */
export const defineJob = (load: JobDefinition['load'], options: Partial<Omit<JobDefinition, 'load'>> = {}): JobDefinition => ({
  load,
  queue: 'default',
  attempts: 8,
  ...options,
})
