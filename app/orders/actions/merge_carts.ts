import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { openCart } from '#orders/carts/open_cart'
import type { Actor } from '#core/actor'

export type MergeCartsInput = { actor: Actor; userId: string; guestCartId: string }

/** What a guest collected is theirs after signing in: pieces are added to the user's cart and the guest's one is gone. */
export class MergeCarts {
  async handle({ userId, guestCartId }: MergeCartsInput): Promise<void> {
    await db.transaction(async (trx) => {
      const cartId = await openCart(trx, { userId, guestCartId: null })
      await sqlRun(
        trx,
        `with gone as (
           delete from cart_items i using carts c where c.id = i.cart_id and c.id = ? and c.user_id is null
           returning i.offer_id, i.quantity, i.seen_price_minor, i.added_at
         )
         insert into cart_items (cart_id, offer_id, quantity, seen_price_minor, added_at)
         select ?, offer_id, quantity, seen_price_minor, added_at from gone
         on conflict (cart_id, offer_id) do update set quantity = least(cart_items.quantity + excluded.quantity, 999)`,
        [guestCartId, cartId]
      )
      await sqlRun(trx, 'delete from carts where id = ? and user_id is null', [guestCartId])
    })
  }
}
