import type { DomainEvent } from '#core/outbox/event'
import type { QueuedJob } from '#core/jobs/job_queue'

/** Names the jobs that a batch of events causes beside those of fixed subscriptions. What it throws keeps the batch in the outbox. */
export type EventRelay = (events: DomainEvent[]) => Promise<QueuedJob[]>
