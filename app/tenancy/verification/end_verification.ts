import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Takes a company's badge away: its details changed, the time ran out, it closes. */
export async function endVerification(
  trx: TransactionClientContract,
  { tenantId, reason }: { tenantId: string; reason: string }
): Promise<void> {
  await sqlRun(
    trx,
    `update seller_verifications set state = 'expired', reason = ?, version = version + 1, updated_at = now() where tenant_id = ? and state = 'approved'`,
    [reason, tenantId]
  )
  await sqlRun(trx, 'update tenants set verified_at = null, verified_until = null where id = ? and verified_at is not null', [tenantId])
}
