import { inject } from '@adonisjs/core'
import { memberActor } from '#catalog/member_actor'
import { HideProduct } from '#catalog/actions/hide_product'
import { PublishProduct } from '#catalog/actions/publish_product'
import { TextsRefused } from '#catalog/exceptions/product'
import ProductPolicy from '#catalog/policies/product_policy'
import { findOwnProduct } from '#catalog/queries/own_products'
import { productVersionValidator } from '#catalog/validators/seller_products'
import type { HttpContext } from '@adonisjs/core/http'

/** Whether a product is for sale. */
@inject()
export default class PublicationsController {
  constructor(
    private readonly publishProduct: PublishProduct,
    private readonly hideProduct: HideProduct
  ) {}

  async store(ctx: HttpContext) {
    const change = await this.#asked(ctx)
    try {
      const product = await this.publishProduct.handle(change)
      return this.#back(ctx, product, 'catalog.published')
    } catch (error) {
      if (!(error instanceof TextsRefused)) throw error
      ctx.session.flash('error', refusalText(error, ctx.i18n))
      return ctx.response.redirect().toRoute('seller.products.show', { id: change.productId })
    }
  }

  async destroy(ctx: HttpContext) {
    const change = await this.#asked(ctx)
    const product = await this.hideProduct.handle(change)
    return this.#back(ctx, product, 'catalog.hidden')
  }

  async #asked(ctx: HttpContext) {
    const { id } = await findOwnProduct(memberActor(ctx).tenantId, ctx.params.id)
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    const { version } = await ctx.request.validateUsing(productVersionValidator)
    return { actor: ctx.actor, productId: id, expectedVersion: version }
  }

  #back({ response, session, i18n }: HttpContext, { id, title }: { id: string; title: string }, message: string) {
    session.flash('success', i18n.t(message, { title }))
    return response.redirect().toRoute('seller.products.show', { id })
  }
}

/** The page shows no fields to stand beside: each is named. */
const refusalText = ({ refused }: TextsRefused, i18n: HttpContext['i18n']): string =>
  [
    i18n.t('errors.E_TEXTS_REFUSED'),
    ...refused.map(({ field, word, message }) => [i18n.t(`catalog.${field}`), word && `«${word}»`, message].filter(Boolean).join(': ')),
  ].join(' · ')
