import { inject } from '@adonisjs/core'
import { imageUrl } from '#catalog/image_url'
import { CategoryTree } from '#catalog/category_tree'
import { memberActor } from '#catalog/member_actor'
import { CreateProduct } from '#catalog/actions/create_product'
import { UpdateProduct } from '#catalog/actions/update_product'
import ProductPolicy from '#catalog/policies/product_policy'
import { productsTable } from '#catalog/tables/products_table'
import { cardFromForm, productForm, toMinor } from '#catalog/product_form'
import { findOwnProduct, ownProducts } from '#catalog/queries/own_products'
import { createFormValidator, editFormValidator } from '#catalog/validators/seller_products'
import { listSuggestions } from '#catalog/suggestions/suggestions'
import { productEnrichmentHook } from '#catalog/hooks/product_enrichment'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { HttpContext } from '@adonisjs/core/http'

/** The goods of the signed-in member's tenant. */
@inject()
export default class ProductsController {
  constructor(
    private readonly tree: CategoryTree,
    private readonly createProduct: CreateProduct,
    private readonly updateProduct: UpdateProduct,
    private readonly enabled: EnabledInstallations
  ) {}

  async index(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('view')
    const { tenantId } = memberActor(ctx)
    return productsTable.render(ctx, () => ownProducts(tenantId), { view: 'catalog/seller/index', data: await this.#rights(ctx) })
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('view')
    const product = await this.#find(ctx)
    const { tenantId } = memberActor(ctx)
    const category = (await this.tree.forest()).byId.get(product.category_id)
    return ctx.view.render('catalog/seller/show', {
      product,
      image: imageUrl(product.image_key),
      categoryName: category?.trail.map(({ names }) => names[ctx.i18n.locale] ?? names.en).join(' / '),
      suggestions: await listSuggestions(product.id),
      hasEnrichment: (await this.enabled.for(productEnrichmentHook.id, [tenantId])).length > 0,
      attributes: Object.entries(product.attributes).map(([label, value]) => ({ label, value })),
      ...(await this.#rights(ctx)),
    })
  }

  async create(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    return ctx.view.render('catalog/seller/create', productForm(await this.tree.forest(), ctx.i18n.locale))
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    const { sku, price, stock, barcode, weight_grams: weightGrams, ...form } = await ctx.request.validateUsing(createFormValidator)
    const product = await this.createProduct.handle({
      actor: memberActor(ctx),
      ...cardFromForm(form),
      currency: 'RUB',
      variants: [{ sku, barcode, weightGrams, priceMinor: toMinor(price), onHand: stock }],
    })
    ctx.session.flash('success', ctx.i18n.t('catalog.created', { title: product.title }))
    return ctx.response.redirect().toRoute('seller.products.show', { id: product.id })
  }

  async edit(ctx: HttpContext) {
    const product = await this.#find(ctx)
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    return ctx.view.render('catalog/seller/edit', productForm(await this.tree.forest(), ctx.i18n.locale, product))
  }

  async update(ctx: HttpContext) {
    const { id } = await this.#find(ctx)
    await ctx.bouncer.with(ProductPolicy).authorize('manage')
    const { version, ...form } = await ctx.request.validateUsing(editFormValidator)
    await this.updateProduct.handle({ actor: ctx.actor, productId: id, expectedVersion: version, changes: cardFromForm(form) })
    ctx.session.flash('success', ctx.i18n.t('catalog.saved'))
    return ctx.response.redirect().toRoute('seller.products.show', { id })
  }

  #find(ctx: HttpContext) {
    return findOwnProduct(memberActor(ctx).tenantId, ctx.params.id)
  }

  async #rights({ bouncer }: HttpContext) {
    return { mayManage: await bouncer.with(ProductPolicy).allows('manage') }
  }
}
