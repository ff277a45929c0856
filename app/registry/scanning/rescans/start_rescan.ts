import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type RescanScope = 'all' | 'alike'

/**
 * Has everything that is public looked at again: `alike` only what has the shape of something withdrawn. One that had
 * not come to its end is taken over, from the beginning.
 */
export async function startRescan(
  client: TransactionClientContract,
  { reason, scope }: { reason: string; scope: RescanScope }
): Promise<void> {
  await sqlRun(client, 'lock table rescans in exclusive mode')
  const [left] = await sqlRows<{ scope: RescanScope }>(
    client,
    'update rescans set finished_at = now() where finished_at is null returning scope'
  )
  await sqlRun(client, 'insert into rescans (id, reason, scope) values (?, ?, ?)', [newId(), reason, left?.scope === 'all' ? 'all' : scope])
}
