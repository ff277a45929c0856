import { sqlRows, type SqlClient } from '#core/database/sql'
import type { CartOwner } from '#orders/carts/cart_owner'

export type CartItem = { offerId: string; quantity: number; seenPriceMinor: number }

/** What lies in the cart, oldest first. A guest's cookie opens only carts that belong to nobody. */
export function findCartItems(client: SqlClient, { userId, guestCartId }: CartOwner): Promise<CartItem[]> {
  return sqlRows<CartItem>(
    client,
    `select i.offer_id as "offerId", i.quantity, i.seen_price_minor as "seenPriceMinor"
       from carts c join cart_items i on i.cart_id = c.id
      where ${userId ? 'c.user_id = ?::uuid' : 'c.id = ?::uuid and c.user_id is null'}
      order by i.added_at, i.offer_id`,
    [userId ?? guestCartId]
  )
}

/** How many pieces lie in the cart, for the badge in the page's head. */
export async function countCartPieces(client: SqlClient, { userId, guestCartId }: CartOwner): Promise<number> {
  if (!userId && !guestCartId) return 0
  const [row] = await sqlRows<{ pieces: number }>(
    client,
    `select coalesce(sum(i.quantity), 0)::int as pieces from carts c join cart_items i on i.cart_id = c.id
      where ${userId ? 'c.user_id = ?::uuid' : 'c.id = ?::uuid and c.user_id is null'}`,
    [userId ?? guestCartId]
  )
  return row.pieces
}
