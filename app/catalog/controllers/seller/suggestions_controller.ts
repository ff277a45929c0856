import { inject } from '@adonisjs/core'
import { JobQueue } from '#core/jobs/job_queue'
import { memberActor } from '#catalog/member_actor'
import { UpdateProduct } from '#catalog/actions/update_product'
import ProductPolicy from '#catalog/policies/product_policy'
import { findOwnProduct } from '#catalog/queries/own_products'
import { changesOf, closeSuggestion, findSuggestion } from '#catalog/suggestions/suggestions'
import { productVersionValidator } from '#catalog/validators/seller_products'
import type { HttpContext } from '@adonisjs/core/http'

/** What plugins would change on a card: asked for, accepted or dismissed by the seller. */
@inject()
export default class SuggestionsController {
  constructor(
    private readonly queue: JobQueue,
    private readonly updateProduct: UpdateProduct
  ) {}

  async store(ctx: HttpContext) {
    const { product, tenantId } = await this.#find(ctx)
    await this.queue.enqueue({ name: 'catalog.enrich_product', payload: { productId: product.id, tenantId } })
    ctx.session.flash('success', ctx.i18n.t('catalog.suggestions_asked'))
    return this.#back(ctx, product.id)
  }

  async update(ctx: HttpContext) {
    const { product } = await this.#find(ctx)
    const suggestion = await findSuggestion(product.id, ctx.params.suggestion)
    const { version } = await ctx.request.validateUsing(productVersionValidator)
    const changes = changesOf(suggestion, product.attributes)
    await this.updateProduct.handle({ actor: ctx.actor, productId: product.id, expectedVersion: version, changes })
    await closeSuggestion(suggestion.id, 'accepted')
    ctx.session.flash('success', ctx.i18n.t('catalog.saved'))
    return this.#back(ctx, product.id)
  }

  async destroy(ctx: HttpContext) {
    const { product } = await this.#find(ctx)
    const suggestion = await findSuggestion(product.id, ctx.params.suggestion)
    await closeSuggestion(suggestion.id, 'dismissed')
    return this.#back(ctx, product.id)
  }

  async #find(ctx: HttpContext) {
    const { tenantId } = memberActor(ctx)
    const product = await findOwnProduct(tenantId, ctx.params.id)
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    return { product, tenantId }
  }

  #back({ response }: HttpContext, id: string) {
    return response.redirect().toRoute('seller.products.show', { id })
  }
}
