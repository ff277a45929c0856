import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { AdvisoryChanged, AdvisoryNotFound } from '#registry/advisories/exceptions'
import type { AdvisoryStatus } from '#registry/advisories/advisory_states'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type LockedAdvisory = { id: string; code: string; status: AdvisoryStatus; version: number; created_by: string | null }

/** The row for who changes it. Throws `AdvisoryNotFound` (404) and, where it is not the version looked at, `AdvisoryChanged` (409). */
export async function lockAdvisory(
  trx: TransactionClientContract,
  { advisoryId, expectedVersion }: { advisoryId: string; expectedVersion?: number }
): Promise<LockedAdvisory> {
  const [advisory] = isId(advisoryId)
    ? await sqlRows<LockedAdvisory>(trx, 'select id, code, status, version, created_by from advisories where id = ? for update', [
        advisoryId,
      ])
    : []
  if (!advisory) throw new AdvisoryNotFound()
  if (expectedVersion !== undefined && advisory.version !== expectedVersion) throw new AdvisoryChanged()
  return advisory
}
