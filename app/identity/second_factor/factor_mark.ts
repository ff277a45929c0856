import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Whether somebody has a second factor stands in their own row: each request reads that row anyway. After every change of one. A
 * passkey that is believed no longer still counts: who copied it must not find the password enough. A recovery code lets its owner in.
 */
export async function markSecondFactor(trx: TransactionClientContract, userId: string): Promise<void> {
  await sqlRun(
    trx,
    `update users set has_second_factor =
       exists (select 1 from totp_factors t where t.user_id = users.id and t.confirmed_at is not null)
       or exists (select 1 from passkeys p where p.user_id = users.id)
     where id = ?`,
    [userId]
  )
  await sqlRun(trx, 'delete from recovery_codes c using users u where u.id = ? and c.user_id = u.id and not u.has_second_factor', [userId])
}
