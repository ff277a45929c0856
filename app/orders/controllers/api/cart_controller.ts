import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { AddToCart } from '#orders/actions/add_to_cart'
import { SetCartQuantity } from '#orders/actions/set_cart_quantity'
import { signedIn } from '#orders/signed_in'
import { viewCart } from '#orders/queries/view_cart'
import { addItemValidator, setQuantityValidator } from '#orders/validators/cart'
import type { HttpContext } from '@adonisjs/core/http'

/** The signed-in user's cart for programs; it is the one their pages show. */
@inject()
export default class CartController {
  constructor(
    private readonly addToCart: AddToCart,
    private readonly setQuantity: SetCartQuantity
  ) {}

  async show(ctx: HttpContext) {
    return { data: { items: (await viewCart(ownerOf(ctx))).map(itemJson) } }
  }

  async store(ctx: HttpContext) {
    const { offer_id: offerId, quantity } = await ctx.request.validateUsing(addItemValidator)
    await this.addToCart.handle({ actor: ctx.actor, owner: ownerOf(ctx), offerId, quantity })
    ctx.response.status(201)
    return this.show(ctx)
  }

  async update(ctx: HttpContext) {
    const { quantity } = await ctx.request.validateUsing(setQuantityValidator)
    await this.setQuantity.handle({ actor: ctx.actor, owner: ownerOf(ctx), offerId: offerIn(ctx), quantity })
    return this.show(ctx)
  }

  async destroy(ctx: HttpContext) {
    await this.setQuantity.handle({ actor: ctx.actor, owner: ownerOf(ctx), offerId: offerIn(ctx), quantity: 0 })
    return this.show(ctx)
  }
}

const ownerOf = (ctx: HttpContext) => ({ userId: signedIn(ctx).userId, guestCartId: null })

function offerIn({ params }: HttpContext): string {
  if (!isId(params.offer)) throw new NotFound()
  return params.offer
}

const itemJson = (line: Awaited<ReturnType<typeof viewCart>>[number]) => ({
  offer_id: line.offerId,
  title: line.title,
  seller: line.sellerName,
  quantity: line.quantity,
  unit_price: { amount: line.unitPriceMinor, currency: line.currency },
  available: line.available,
  problem: line.problem,
})
