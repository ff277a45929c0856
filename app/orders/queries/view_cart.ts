import db from '@adonisjs/lucid/services/db'
import { findCartItems } from '#orders/queries/find_cart_items'
import { findWantedLines } from '#orders/queries/find_wanted_lines'
import type { CartOwner } from '#orders/carts/cart_owner'
import type { WantedLine } from '#orders/pricing/quote'

/** `gone`: not sold any more; `short`: fewer left than wanted; `price`: another price than when it was put in. */
export type CartProblem = 'gone' | 'short' | 'price'

export type CartLine = WantedLine & { seenPriceMinor: number; problem: CartProblem | null }

/** The cart with today's prices and stock, and what changed since the buyer looked. */
export async function viewCart(owner: CartOwner): Promise<CartLine[]> {
  if (!owner.userId && !owner.guestCartId) return []
  const items = await findCartItems(db, owner)
  if (!items.length) return []
  const seen = new Map(items.map((item) => [item.offerId, item.seenPriceMinor]))
  const lines = await findWantedLines(db, items)
  return lines.map((line) => ({ ...line, seenPriceMinor: seen.get(line.offerId)!, problem: problemOf(line, seen.get(line.offerId)!) }))
}

function problemOf(line: WantedLine, seenPriceMinor: number): CartProblem | null {
  if (!line.isSellable || line.available === 0) return 'gone'
  if (line.quantity > line.available) return 'short'
  return line.unitPriceMinor === seenPriceMinor ? null : 'price'
}

/** Goods that can be bought as they lie there; a changed price does not stop a purchase, it is shown. */
export const buyable = (lines: CartLine[]) => lines.filter(({ problem }) => problem === null || problem === 'price')
