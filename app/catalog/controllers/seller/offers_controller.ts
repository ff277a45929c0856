import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { memberActor } from '#catalog/member_actor'
import { toMinor } from '#catalog/product_form'
import { ChangeOffer } from '#catalog/actions/change_offer'
import ProductPolicy from '#catalog/policies/product_policy'
import { findOwnProduct } from '#catalog/queries/own_products'
import { offerFormValidator } from '#catalog/validators/seller_products'
import type { HttpContext } from '@adonisjs/core/http'

/** Price, stock and weight of one variant. */
@inject()
export default class OffersController {
  constructor(private readonly changeOffer: ChangeOffer) {}

  async edit(ctx: HttpContext) {
    return ctx.view.render('catalog/seller/offer', await this.#find(ctx))
  }

  async update(ctx: HttpContext) {
    const { product, offer } = await this.#find(ctx)
    const { version, price, stock, weight_grams: weightGrams = null } = await ctx.request.validateUsing(offerFormValidator)
    await this.changeOffer.handle({
      actor: ctx.actor,
      productId: product.id,
      expectedVersion: version,
      offerId: offer.id,
      priceMinor: toMinor(price),
      onHand: stock,
      weightGrams,
    })
    ctx.session.flash('success', ctx.i18n.t('catalog.saved'))
    return ctx.response.redirect().toRoute('seller.products.show', { id: product.id })
  }

  async #find(ctx: HttpContext) {
    const product = await findOwnProduct(memberActor(ctx).tenantId, ctx.params.id)
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    const offer = product.offers.find(({ id }) => id === ctx.params.offer)
    if (!offer) throw new NotFound()
    return { product, offer, price: offer.price_minor / 100 }
  }
}
