import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { AddToCart } from '#orders/actions/add_to_cart'
import { SetCartQuantity } from '#orders/actions/set_cart_quantity'
import { CurrentCart } from '#orders/carts/current_cart'
import { addItemValidator, setQuantityValidator } from '#orders/validators/cart'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class CartItemsController {
  constructor(
    private readonly cart: CurrentCart,
    private readonly addToCart: AddToCart,
    private readonly setQuantity: SetCartQuantity
  ) {}

  async store(ctx: HttpContext) {
    const { offer_id: offerId, quantity } = await ctx.request.validateUsing(addItemValidator)
    const { cartId, title } = await this.addToCart.handle({ actor: ctx.actor, owner: await this.cart.ownerOf(ctx), offerId, quantity })
    this.cart.remember(ctx, cartId)
    ctx.session.flash('success', ctx.i18n.t('orders.added', { title }))
    return ctx.response.redirect().toRoute('shop.cart')
  }

  async update(ctx: HttpContext) {
    const { quantity } = await ctx.request.validateUsing(setQuantityValidator)
    return this.#set(ctx, quantity)
  }

  async destroy(ctx: HttpContext) {
    return this.#set(ctx, 0)
  }

  async #set(ctx: HttpContext, quantity: number) {
    const offerId: unknown = ctx.params.offer
    if (!isId(offerId)) throw new NotFound()
    await this.setQuantity.handle({ actor: ctx.actor, owner: await this.cart.ownerOf(ctx), offerId, quantity })
    return ctx.response.redirect().toRoute('shop.cart')
  }
}
