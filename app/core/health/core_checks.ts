import db from '@adonisjs/lucid/services/db'
import { statfs } from 'node:fs/promises'
import { storagePath } from '#services/environment'
import { sqlRows } from '#core/database/sql'
import { JobQueue } from '#core/jobs/job_queue'
import { listVaultColumns } from '#core/modules'
import { Vault } from '#core/vault/vault'
import type { HealthCheck } from '#core/health/health_check'
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
      return { detail: `${queue.backend.kind}, ${failed} failed` }
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
      return { status: free < DISK_WARNING_BYTES ? 'degraded' : 'ok', detail: `${Math.round(free / 1024 ** 3)} GiB free` }
    },
  },
]

async function checkOutbox() {
  const [row] = await sqlRows<{ waiting: number; lag: number | null }>(
    db,
    `select count(*) as waiting, extract(epoch from now() - min(occurred_at))::float8 as lag from outbox where relayed_at is null`
  )
  const lag = Math.round(row.lag ?? 0)
  return { status: lag > LAG_WARNING_S ? ('degraded' as const) : ('ok' as const), detail: `${row.waiting} waiting, ${lag} s behind` }
}

async function checkWorker() {
  const [row] = await sqlRows<{ workers: number }>(
    db,
    `select count(*) as workers from pg_stat_activity where application_name = 'rialto-relay'`
  )
  if (!row.workers) return { status: 'down' as const, detail: 'no worker is connected' }
  return { detail: `${row.workers} connected` }
}

/** A key that was lost or not handed to this process shows here before somebody's payment fails by it. */
async function checkVault({ keyIds, currentKeyId }: Vault) {
  const counts = listVaultColumns().map(({ table }) =>
    sqlRows<{ closed: number }>(db, `select count(*)::int as closed from ${table} where key_id <> all(?)`, [keyIds])
  )
  const closed = (await Promise.all(counts)).flat().reduce((sum, row) => sum + row.closed, 0)
  if (closed === 0) return { detail: `key ${currentKeyId}` }
  return { status: 'degraded' as const, detail: `${closed} secrets are sealed with a key that VAULT_PREVIOUS_KEYS lacks` }
}
