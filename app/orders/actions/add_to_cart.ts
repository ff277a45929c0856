import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { openCart } from '#orders/carts/open_cart'
import { CartFull, OfferNotFound } from '#orders/exceptions/cart'
import { findWantedLines } from '#orders/queries/find_wanted_lines'
import { maxCartLines } from '#orders/settings'
import type { Actor } from '#core/actor'
import type { CartOwner } from '#orders/carts/cart_owner'

export type AddToCartInput = { actor: Actor; owner: CartOwner; offerId: string; quantity: number }

const MOST = 999

/** Puts goods into the cart, on top of what lies there. Answers the cart's id, which a guest's cookie keeps. */
@inject()
export class AddToCart {
  constructor(private readonly settings: Settings) {}

  async handle({ owner, offerId, quantity }: AddToCartInput): Promise<{ cartId: string; title: string }> {
    const [offer] = await findWantedLines(db, [{ offerId, quantity }])
    if (!offer?.isSellable) throw new OfferNotFound()
    const limit = await this.settings.get(maxCartLines)
    const cartId = await db.transaction(async (trx) => {
      const id = await openCart(trx, owner)
      await sqlRun(
        trx,
        `insert into cart_items (cart_id, offer_id, quantity, seen_price_minor) values (?, ?, ?, ?)
         on conflict (cart_id, offer_id) do update
            set quantity = least(cart_items.quantity + excluded.quantity, ${MOST}), seen_price_minor = excluded.seen_price_minor`,
        [id, offerId, quantity, offer.unitPriceMinor]
      )
      const [{ lines }] = await sqlRows<{ lines: number }>(trx, 'select count(*)::int as lines from cart_items where cart_id = ?', [id])
      if (lines > limit) throw new CartFull(limit)
      return id
    })
    return { cartId, title: offer.title }
  }
}
