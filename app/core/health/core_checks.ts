import db from '@adonisjs/lucid/services/db'
import { statfs } from 'node:fs/promises'
import { storagePath } from '#services/environment'
import { sqlRows } from '#core/database/sql'
import { JobQueue } from '#core/jobs/job_queue'
import { listVaultColumns } from '#core/modules'
import { Vault } from '#core/vault/vault'
import type { HealthAnswer, HealthCheck } from '#core/health/health_check'
import type { ContainerBindings } from '@adonisjs/core/types'
import type { Container } from '@adonisjs/core/container'

/** `pg_stat_activity` of the same database user shows every worker's relay connection, on this machine or another. */
const LAG_WARNING_S = 60
const DISK_WARNING_BYTES = 512 * 1024 * 1024

/** Database, job queue, outbox, worker and disk: the parts that exist whatever is installed on top. */
export const coreChecks = (container: Container<ContainerBindings>): HealthCheck[] => [
  { name: 'database', essential: true, check: async () => void (await db.rawQuery('select 1')) },
  {
    name: 'jobs',
    essential: false,
    check: async () => {
      const queue = await container.make(JobQueue)
      const stats = await queue.stats()
      const failed = Object.values(stats).reduce((sum, counts) => sum + (counts.failed ?? 0), 0)
      return { detail: [queue.backend.kind, { key: 'core.health_failed', facts: { count: failed } }] }
    },
  },
  { name: 'vault', essential: false, check: async () => checkVault(await container.make(Vault)) },
  { name: 'worker', essential: false, check: checkWorker },
  { name: 'outbox', essential: false, check: checkOutbox },
  {
    name: 'files',
    essential: false,
    check: async () => {
      const { bavail, bsize } = await statfs(storagePath()).catch(() => statfs('.'))
      const free = bavail * bsize
      const detail = { key: 'core.health_free', facts: { gib: Math.round(free / 1024 ** 3) } }
      return { status: free < DISK_WARNING_BYTES ? 'degraded' : 'ok', detail }
    },
  },
]

async function checkOutbox() {
  const [row] = await sqlRows<{ waiting: number; lag: number | null }>(
    db,
    `select count(*) as waiting, extract(epoch from now() - min(occurred_at))::float8 as lag from outbox where relayed_at is null`
  )
  const lag = Math.round(row.lag ?? 0)
  const detail = [
    { key: 'core.health_waiting', facts: { count: Number(row.waiting) } },
    { key: 'core.lag_seconds', facts: { count: lag } },
  ]
  return { status: lag > LAG_WARNING_S ? ('degraded' as const) : ('ok' as const), detail }
}

async function checkWorker() {
  const [row] = await sqlRows<{ workers: number }>(
    db,
    `select count(*) as workers from pg_stat_activity where application_name = 'rialto-relay'`
  )
  if (!row.workers) return { status: 'down' as const, detail: { key: 'core.health_no_worker' } }
  return { detail: { key: 'core.health_workers', facts: { count: Number(row.workers) } } }
}

/** A key that was lost or not handed to this process shows here before somebody's payment fails by it. */
async function checkVault({ keyIds, currentKeyId }: Vault): Promise<HealthAnswer> {
  const counts = listVaultColumns().map(({ table }) =>
    sqlRows<{ closed: number }>(db, `select count(*)::int as closed from ${table} where key_id <> all(?)`, [keyIds])
  )
  const closed = (await Promise.all(counts)).flat().reduce((sum, row) => sum + row.closed, 0)
  if (closed === 0) return { detail: { key: 'core.health_key', facts: { id: currentKeyId } } }
  return { status: 'degraded' as const, detail: { key: 'core.health_key_lost', facts: { count: closed, name: 'VAULT_PREVIOUS_KEYS' } } }
}
