import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { memberActor } from '#catalog/member_actor'
import { ChangeOffer } from '#catalog/actions/change_offer'
import { CreateProduct } from '#catalog/actions/create_product'
import { HideProduct } from '#catalog/actions/hide_product'
import { PublishProduct } from '#catalog/actions/publish_product'
import { UpdateProduct } from '#catalog/actions/update_product'
import ProductPolicy from '#catalog/policies/product_policy'
import { ownProductJson, ownRowJson } from '#catalog/own_product_json'
import { findOwnProduct, listOwnProducts } from '#catalog/queries/own_products'
import {
  changeOfferValidator,
  createProductValidator,
  listOwnProductsValidator,
  productVersionValidator,
  updateProductValidator,
} from '#catalog/validators/seller_products'
import type { HttpContext } from '@adonisjs/core/http'

const DEFAULT_PAGE = 50

/** A tenant's own products by program. Another tenant's are not there. */
@inject()
export default class SellerProductsController {
  constructor(
    private readonly createProduct: CreateProduct,
    private readonly updateProduct: UpdateProduct,
    private readonly publishProduct: PublishProduct,
    private readonly hideProduct: HideProduct,
    private readonly changeOffer: ChangeOffer
  ) {}

  async index(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('view')
    const { limit = DEFAULT_PAGE, ...filters } = await listOwnProductsValidator.validate(ctx.request.qs())
    const { data, meta } = await listOwnProducts({ tenantId: memberActor(ctx).tenantId, limit, ...filters })
    return { data: data.map(ownRowJson), meta }
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('view')
    return this.#current(ctx, ctx.params.id)
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    const { category_id: categoryId, variants, currency = 'RUB', ...card } = await ctx.request.validateUsing(createProductValidator)
    const product = await this.createProduct.handle({
      actor: memberActor(ctx),
      ...card,
      categoryId,
      currency,
      variants: variants.map(({ price_minor: priceMinor, on_hand: onHand, weight_grams: weightGrams, ...variant }) => ({
        ...variant,
        priceMinor,
        onHand,
        weightGrams,
      })),
    })
    return ctx.response.created(await this.#current(ctx, product.id))
  }

  async update(ctx: HttpContext) {
    const id = await this.#managed(ctx)
    const { version, category_id: categoryId, ...changes } = await ctx.request.validateUsing(updateProductValidator)
    await this.updateProduct.handle({ actor: ctx.actor, productId: id, expectedVersion: version, changes: { ...changes, categoryId } })
    return this.#current(ctx, id)
  }

  async publish(ctx: HttpContext) {
    const id = await this.#managed(ctx)
    const { version } = await ctx.request.validateUsing(productVersionValidator)
    await this.publishProduct.handle({ actor: ctx.actor, productId: id, expectedVersion: version })
    return this.#current(ctx, id)
  }

  async hide(ctx: HttpContext) {
    const id = await this.#managed(ctx)
    const { version } = await ctx.request.validateUsing(productVersionValidator)
    await this.hideProduct.handle({ actor: ctx.actor, productId: id, expectedVersion: version })
    return this.#current(ctx, id)
  }

  async updateOffer(ctx: HttpContext) {
    const id = await this.#managed(ctx)
    if (!isId(ctx.params.offer)) throw new NotFound()
    const {
      version,
      price_minor: priceMinor,
      on_hand: onHand,
      weight_grams: weightGrams,
    } = await ctx.request.validateUsing(changeOfferValidator)
    await this.changeOffer.handle({
      actor: ctx.actor,
      productId: id,
      expectedVersion: version,
      offerId: ctx.params.offer,
      priceMinor,
      onHand,
      weightGrams,
    })
    return this.#current(ctx, id)
  }

  /** A foreign product is 404 also to those who may manage nothing. */
  async #managed(ctx: HttpContext): Promise<string> {
    const { id } = await findOwnProduct(memberActor(ctx).tenantId, ctx.params.id)
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    return id
  }

  async #current(ctx: HttpContext, id: string) {
    return { data: ownProductJson(await findOwnProduct(memberActor(ctx).tenantId, id)) }
  }
}
