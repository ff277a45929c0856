import pg from 'pg'
import { Queue, Worker, createPostgresBackend, runMigrations } from 'bullmq'
import { Redis } from 'ioredis'
import type { Processor, QueueOptions, WorkerOptions } from 'bullmq'
import type { QueueName } from '#core/jobs/types'

/** Where BullMQ keeps its tables when PostgreSQL is its backend. */
const SCHEMA = 'bullmq'
/** Each worker pins one client of the shared pool to LISTEN; the rest serve its queries. */
const WORKER_POOL = 11
const DISPATCH_POOL = 3

export type JobBackend = {
  kind: 'postgres' | 'redis'
  queue(name: QueueName): Queue
  worker(name: QueueName, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  close(): Promise<void>
}

/** BullMQ on PostgreSQL: no further server to run. `synchronous_commit=off` holds for BullMQ's own connections only. */
export function postgresBackend(connectionString: string): JobBackend {
  const pools: pg.Pool[] = []
  const lazyPool = (max: number) => {
    let pool: pg.Pool | undefined
    return () => {
      if (pool) return pool
      pool = new pg.Pool({
        connectionString,
        max,
        keepAlive: true,
        application_name: 'rialto-jobs',
        options: `-c search_path=${SCHEMA} -c synchronous_commit=off`,
      })
      pool.on('error', () => {})
      pool.setMaxListeners(50)
      pools.push(pool)
      return pool
    }
  }
  const dispatchPool = lazyPool(DISPATCH_POOL)
  const workerPool = lazyPool(WORKER_POOL)
  const shared = (options: object) => options as unknown as QueueOptions<never>
  return {
    kind: 'postgres',
    queue: (name) => new Queue(name, shared({ connection: dispatchPool() }), createPostgresBackend as never) as unknown as Queue,
    worker: (name, processor, options) =>
      new Worker(
        name,
        processor,
        shared({ ...options, connection: workerPool() }) as never,
        createPostgresBackend as never
      ) as unknown as Worker,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end().catch(() => {})))
    },
  }
}

/** BullMQ on Redis or Valkey, the choice for many workers. */
export function redisBackend(url: string): JobBackend {
  const connection = () => new Redis(url, { maxRetriesPerRequest: null, lazyConnect: false })
  const open: Redis[] = []
  const track = () => {
    const client = connection()
    client.on('error', () => {})
    open.push(client)
    return client
  }
  return {
    kind: 'redis',
    queue: (name) => new Queue(name, { connection: track(), prefix: 'rialto-jobs' }),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection: track(), prefix: 'rialto-jobs' }),
    close: async () => {
      open.forEach((client) => client.disconnect())
    },
  }
}

/** Creates or upgrades BullMQ's schema; called by the migration, never while serving. */
export async function migrateJobSchema(connectionString: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await runMigrations(client as never, SCHEMA)
    // Without it throughput sinks with every run: dead entries pile up in the claim index.
    for (const table of ['job', 'event']) {
      await client.query(
        `alter table ${SCHEMA}.${table} set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0, fillfactor = 70)`
      )
    }
  } finally {
    await client.end()
  }
}
