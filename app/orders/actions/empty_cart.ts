import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Actor } from '#core/actor'

export type EmptyCartInput = { actor: Actor; userId: string; offerIds: string[] }

/** Takes what was bought out of the buyer's cart; what they added meanwhile stays. */
export class EmptyCart {
  async handle({ userId, offerIds }: EmptyCartInput): Promise<void> {
    await sqlRun(db, 'delete from cart_items where cart_id = (select id from carts where user_id = ?) and offer_id = any(?::uuid[])', [
      userId,
      offerIds,
    ])
  }
}
