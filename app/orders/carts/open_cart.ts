import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import type { CartOwner } from '#orders/carts/cart_owner'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Locks the owner's cart, making one where there is none. Answers its id. */
export async function openCart(trx: TransactionClientContract, { userId, guestCartId }: CartOwner): Promise<string> {
  if (userId) {
    const sql = `insert into carts (id, user_id) values (?, ?) on conflict (user_id) do update set updated_at = now() returning id`
    const [cart] = await sqlRows<{ id: string }>(trx, sql, [newId(), userId])
    return cart.id
  }
  const known =
    guestCartId &&
    (
      await sqlRows<{ id: string }>(trx, 'update carts set updated_at = now() where id = ? and user_id is null returning id', [guestCartId])
    )[0]
  if (known) return known.id
  const [cart] = await sqlRows<{ id: string }>(trx, 'insert into carts (id) values (?) returning id', [newId()])
  return cart.id
}
