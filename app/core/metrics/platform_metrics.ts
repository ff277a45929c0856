import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { JobQueue } from '#core/jobs/job_queue'
import type { Metrics } from '#core/metrics/metrics'

const RSS = { name: 'rialto_process_rss_bytes', help: 'Resident memory of this process' }
const HEAP = { name: 'rialto_process_heap_bytes', help: 'Heap in use of this process' }
const UPTIME = { name: 'rialto_process_uptime_seconds', help: 'Seconds since this process started' }
const JOBS = { name: 'rialto_jobs', help: 'Jobs by queue and state' }
const OUTBOX = { name: 'rialto_outbox_waiting', help: 'Events committed and not yet relayed' }

/** Gauges read at scrape time: process, queues, outbox. */
export function collectPlatformMetrics(metrics: Metrics, queue: () => Promise<JobQueue>) {
  metrics.collect(async () => {
    const { rss, heapUsed } = process.memoryUsage()
    metrics.set(RSS, rss)
    metrics.set(HEAP, heapUsed)
    metrics.set(UPTIME, process.uptime())
  })
  metrics.collect(async () => {
    const jobs = await queue()
    const stats = await jobs.stats()
    for (const [name, counts] of Object.entries(stats)) {
      for (const [state, value] of Object.entries(counts)) metrics.set(JOBS, value, { queue: name, state })
    }
  })
  metrics.collect(async () => {
    const [row] = await sqlRows<{ waiting: number }>(db, 'select count(*) as waiting from outbox where relayed_at is null')
    metrics.set(OUTBOX, row.waiting)
  })
}
