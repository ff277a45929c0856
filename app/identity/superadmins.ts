import { Forbidden } from '#core/http/exceptions'
import { sqlRows } from '#core/database/sql'
import { LastSuperadmin } from '#identity/exceptions'
import type { Actor } from '#core/actor'
import type { PlatformRole } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Whose holders only superadmins deal with, so that no admin can raise themselves or a friend, or bring down who watches them. */
export const ABOVE_ADMINS: readonly PlatformRole[] = ['superadmin', 'admin']

/**
 * Throws `LastSuperadmin` unless somebody besides `userId` could still run the platform; null where none of them goes.
 * Locks the superadmins' rows, so that two of them cannot remove each other at once.
 */
export async function assertAnotherSuperadmin(trx: TransactionClientContract, userId: string | null): Promise<void> {
  const superadmins = await lockSuperadmins(trx)
  const isOne = userId !== null && superadmins.includes(userId)
  if (isOne && superadmins.length === 1) throw new LastSuperadmin()
}

/**
 * Throws `Forbidden` where somebody below superadmin would touch an admin or superadmin, or that role. Policies ask the same before;
 * this asks under the lock of the target's row, so that nobody is touched by who was demoted, or after being raised, meanwhile.
 */
export async function assertMayTouch(
  trx: TransactionClientContract,
  { actor, userId, role }: { actor: Actor; userId: string; role?: PlatformRole }
): Promise<void> {
  if (actor.kind !== 'user' || !actor.userId) return
  const bindings = await sqlRows<{ user_id: string; role: PlatformRole }>(
    trx,
    'select user_id, role from role_bindings where user_id in (?, ?)',
    [actor.userId, userId]
  )
  const isAbove = [...bindings.filter((one) => one.user_id === userId).map((one) => one.role), role].some(
    (one) => one && ABOVE_ADMINS.includes(one)
  )
  const isSuperadmin = bindings.some((one) => one.user_id === actor.userId && one.role === 'superadmin')
  if (isAbove && !isSuperadmin) throw new Forbidden()
}

const ACTIVE = `select u.id from users u join role_bindings r on r.user_id = u.id and r.role = 'superadmin' where u.status = 'active'`

/**
 * Active superadmins, locked in one order: whoever changes them comes one after the other. Read again once they are locked: who
 * waited for the lock has a picture from before, in which roles that were taken meanwhile are still there.
 */
async function lockSuperadmins(trx: TransactionClientContract): Promise<string[]> {
  await sqlRows(trx, `${ACTIVE} order by u.id for update of u`)
  const rows = await sqlRows<{ id: string }>(trx, ACTIVE)
  return rows.map(({ id }) => id)
}
