import { sqlRows } from '#core/database/sql'
import { LastSuperadmin } from '#identity/exceptions'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Throws `LastSuperadmin` unless somebody else could still run the platform.
 * Locks the other superadmins' rows, so that two of them cannot remove each other at once.
 */
export async function assertAnotherSuperadmin(trx: TransactionClientContract, userId: string): Promise<void> {
  const superadmins = await sqlRows<{ id: string }>(
    trx,
    `select u.id from users u join role_bindings r on r.user_id = u.id and r.role = 'superadmin'
     where u.status = 'active' order by u.id for update of u`
  )
  const isOne = superadmins.some(({ id }) => id === userId)
  if (isOne && superadmins.length === 1) throw new LastSuperadmin()
}
