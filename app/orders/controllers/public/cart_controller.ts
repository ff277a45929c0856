import { inject } from '@adonisjs/core'
import { CurrentCart } from '#orders/carts/current_cart'
import { BuildQuote } from '#orders/pricing/build_quote'
import { buyable, viewCart } from '#orders/queries/view_cart'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class CartController {
  constructor(
    private readonly cart: CurrentCart,
    private readonly buildQuote: BuildQuote
  ) {}

  async show(ctx: HttpContext) {
    const lines = await viewCart(await this.cart.ownerOf(ctx))
    const wanted = buyable(lines)
    const quote = wanted.length ? await this.buildQuote.price(wanted) : null
    const priced = new Map(quote?.orders.flatMap((order) => order.lines).map((line) => [line.offerId, line]))
    return ctx.view.render('orders/public/cart', { lines: lines.map((line) => ({ ...line, priced: priced.get(line.offerId) ?? null })), quote })
  }
}
