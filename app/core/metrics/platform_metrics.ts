import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { JobQueue } from '#core/jobs/job_queue'
import type { Metrics } from '#core/metrics/metrics'

/** Gauges read at scrape time: process, queues, outbox. */
export function collectPlatformMetrics(metrics: Metrics, queue: () => Promise<JobQueue>) {
  metrics.collect(async () => {
    const { rss, heapUsed } = process.memoryUsage()
    metrics.set('rialto_process_rss_bytes', 'Resident memory of this process', rss)
    metrics.set('rialto_process_heap_bytes', 'Heap in use of this process', heapUsed)
    metrics.set('rialto_process_uptime_seconds', 'Seconds since this process started', process.uptime())
  })
  metrics.collect(async () => {
    const stats = await (await queue()).stats()
    for (const [name, counts] of Object.entries(stats)) {
      for (const [state, value] of Object.entries(counts)) metrics.set('rialto_jobs', 'Jobs by queue and state', value, { queue: name, state })
    }
  })
  metrics.collect(async () => {
    const [row] = await sqlRows<{ waiting: number }>(db, 'select count(*) as waiting from outbox where relayed_at is null')
    metrics.set('rialto_outbox_waiting', 'Events committed and not yet relayed', row.waiting)
  })
}
