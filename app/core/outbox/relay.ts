import pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { newId } from '#core/ids'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { findJob, listRelays, subscribersOf } from '#core/modules'
import type { DomainEvent } from '#core/outbox/event'
import type { JobQueue, QueuedJob } from '#core/jobs/job_queue'

const BATCH = 200
const POLL_MS = 1_000

type OutboxRow = {
  seq: number
  id: string
  name: string
  tenant_id: string | null
  aggregate_id: string
  payload: Record<string, unknown>
  occurred_at: Date
}

/**
 * Moves committed events to the job queue: woken by the bell that rings after commits, with a slow poll for the rings that got lost.
 * Any number of relays may run; `SKIP LOCKED` keeps them apart. A crash between enqueue and mark delivers twice,
 * which job ids made of event id and consumer turn into once while the job is known to the queue.
 */
export class OutboxRelay {
  #client: pg.Client | null = null
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #again = false
  #stopped = false

  constructor(
    private readonly queue: JobQueue,
    private readonly connectionString: string
  ) {}

  async start() {
    await this.#listen()
    this.#timer = setInterval(() => this.wake(), POLL_MS)
    this.wake()
  }

  async stop() {
    this.#stopped = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
    await this.#client?.end().catch(() => {})
  }

  wake() {
    this.#again = true
    this.#running ??= this.#drain().finally(() => (this.#running = null))
  }

  /** Relays one batch; answers how many events left the outbox. */
  async relayBatch(): Promise<number> {
    return db.transaction(async (trx) => {
      const rows = await claim(trx)
      if (!rows.length) return 0
      const events = rows.map(toEvent)
      const further = await Promise.all(listRelays().map((relay) => relay(events)))
      await this.queue.enqueueAll([...jobsFor(events), ...further.flat()])
      await sqlRun(trx, 'update outbox set relayed_at = now() where seq = any(?)', [rows.map((row) => row.seq)])
      return rows.length
    })
  }

  async #drain() {
    while (this.#again && !this.#stopped) {
      this.#again = false
      try {
        while ((await this.relayBatch()) === BATCH && !this.#stopped);
      } catch (error) {
        logger.warn({ err: error }, 'the outbox relay will try again')
      }
    }
  }

  async #listen() {
    const client = new pg.Client({ connectionString: this.connectionString, keepAlive: true, application_name: 'rialto-relay' })
    client.on('error', () => {})
    client.on('end', () => {
      if (!this.#stopped) setTimeout(() => void this.#listen().catch(() => {}), POLL_MS).unref()
    })
    client.on('notification', () => this.wake())
    try {
      await client.connect()
      await client.query('listen outbox')
      this.#client = client
      this.wake()
    } catch {
      await client.end().catch(() => {})
    }
  }
}

const claim = (client: SqlClient) =>
  sqlRows<OutboxRow>(
    client,
    `select seq, id, name, tenant_id, aggregate_id, payload, occurred_at
       from outbox where relayed_at is null order by seq limit ? for update skip locked`,
    [BATCH]
  )

const toEvent = (row: OutboxRow): DomainEvent => ({
  id: row.id,
  name: row.name,
  tenantId: row.tenant_id,
  aggregateId: row.aggregate_id,
  payload: row.payload,
  occurredAt: row.occurred_at.toISOString(),
})

/** One job per consumer and event; consumers that batch get one job for the whole claim. */
function jobsFor(events: DomainEvent[]): QueuedJob[] {
  const single: QueuedJob[] = []
  const batches = new Map<string, DomainEvent[]>()
  for (const event of events) {
    for (const name of subscribersOf(event.name)) {
      if (!findJob(name)?.batch) {
        single.push({ name, payload: event, jobId: `${event.id}.${name}` })
      } else {
        batches.set(name, [...(batches.get(name) ?? []), event])
      }
    }
  }
  const batched = [...batches].map(([name, list]) => {
    const batchId = newId()
    return { name, payload: { batchId, events: list }, jobId: `${batchId}.${name}` }
  })
  return [...single, ...batched]
}
