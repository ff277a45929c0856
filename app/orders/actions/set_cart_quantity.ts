import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { NotFound } from '#core/http/exceptions'
import type { Actor } from '#core/actor'
import type { CartOwner } from '#orders/carts/cart_owner'

export type SetCartQuantityInput = { actor: Actor; owner: CartOwner; offerId: string; quantity: number }

/** Sets how many of an offer are wanted; none takes it out. An offer that is not in this cart answers 404. */
export class SetCartQuantity {
  async handle({ owner: { userId, guestCartId }, offerId, quantity }: SetCartQuantityInput): Promise<void> {
    const mine = `cart_id = (select id from carts where ${userId ? 'user_id = ?::uuid' : 'id = ?::uuid and user_id is null'})`
    const [sql, bindings] =
      quantity === 0
        ? [`delete from cart_items where ${mine} and offer_id = ?`, []]
        : [`update cart_items set quantity = ? where ${mine} and offer_id = ?`, [quantity]]
    const changed = await sqlRun(db, sql, [...bindings, userId ?? guestCartId, offerId])
    if (!changed) throw new NotFound()
  }
}
