import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { listWaitingInstallations, type Installation } from '#runtime/installations/installation'

/** Installations of an owner with a version that waits for a person, the longest first. */
export async function listWaiting(
  tenantId: string | null
): Promise<(Installation & { waitingRelease: NonNullable<Installation['waitingRelease']> })[]> {
  const installations = await listWaitingInstallations(tenantId)
  return installations.flatMap((one) => (one.waitingRelease ? [{ ...one, waitingRelease: one.waitingRelease }] : []))
}

export async function countWaiting(tenantId: string | null): Promise<number> {
  const [row] = await sqlRows<{ waiting: number }>(
    db,
    'select count(*) as waiting from plugin_installations where tenant_id is not distinct from ? and waiting_release is not null',
    [tenantId]
  )
  return row!.waiting
}
