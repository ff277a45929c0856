import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { appUrl } from '#config/app'
import { CategoryTree } from '#catalog/category_tree'
import { imageUrl } from '#catalog/image_url'
import { productEnrichmentHook, type ProductEnrichmentInput } from '#catalog/hooks/product_enrichment'
import { findOwnProduct, type OwnProduct } from '#catalog/queries/own_products'
import { replaceSuggestions } from '#catalog/suggestions/suggestions'
import { usefulSuggestions } from '#catalog/suggestions/useful_suggestions'
import { HookCaller } from '#runtime/hooks/hook_caller'
import type { Job } from '#core/jobs/types'

type Payload = { productId: string; tenantId: string }

/** Asks the plugins how a card could be better. What they say waits on the product's page; running twice asks twice and keeps the last. */
@inject()
export default class EnrichProduct implements Job<Payload> {
  constructor(
    private readonly hooks: HookCaller,
    private readonly tree: CategoryTree
  ) {}

  async handle({ productId, tenantId }: Payload) {
    const product = await findOwnProduct(tenantId, productId)
    const input = { product: await this.#describe(product) }
    const answers = await this.hooks.call(productEnrichmentHook, { tenantIds: [tenantId], input })
    const suggestions = usefulSuggestions(answers, product)
    await db.transaction((trx) => replaceSuggestions(trx, { productId, tenantId, suggestions }))
  }

  async #describe(product: OwnProduct): Promise<ProductEnrichmentInput['product']> {
    const category = (await this.tree.forest()).byId.get(product.category_id)
    const picture = imageUrl(product.image_key)
    const { id, title, description, brand, language, attributes } = product
    return {
      ...{ id, title, description, brand, language, attributes },
      category: category?.trail.map(({ names }) => names[language] ?? names.en) ?? [],
      barcodes: product.offers.flatMap(({ barcode }) => (barcode ? [barcode] : [])),
      image_url: picture ? new URL(picture, appUrl).href : null,
    }
  }
}
