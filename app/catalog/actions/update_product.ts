import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { namingTheField } from '#catalog/unique_field'
import { productUpdated } from '#catalog/events/product_events'
import { lockProduct, type ProductVersion } from '#catalog/queries/lock_product'
import { flagProduct } from '#catalog/texts/flag_product'
import { ModerateTexts, type TextMatch } from '#catalog/texts/moderate_texts'
import Product from '#catalog/models/product'
import type { Actor } from '#core/actor'
import type { ProductLanguage } from '#catalog/models/product'

export type ProductChanges = {
  title?: string
  description?: string
  brand?: string
  language?: ProductLanguage
  categoryId?: string
  attributes?: Record<string, string>
}

export type UpdateProductInput = ProductVersion & { actor: Actor; changes: ProductChanges }

/** Changes the card. Its address stays: links and search engines know it. */
@inject()
export class UpdateProduct {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly moderateTexts: ModerateTexts
  ) {}

  async handle({ actor, changes, ...version }: UpdateProductInput): Promise<Product> {
    const matches = await this.#moderate(version.productId, changes)
    return namingTheField(
      db.transaction(async (trx) => {
        const product = await lockProduct(trx, version)
        product.merge(withoutUndefined(changes))
        if (!product.$isDirty) return product
        const before = Object.fromEntries(Object.keys(product.$dirty).map((name) => [name, product.$original[name]]))
        const after = { ...product.$dirty }

        product.version += 1
        await product.save()
        await this.outbox.record(trx, productUpdated(product))
        if (product.status === 'published') await flagProduct(trx, { outbox: this.outbox, product, matches })
        await this.audit.record(trx, {
          actor,
          action: 'catalog.product_updated',
          target: { type: 'product', id: product.id, label: product.title },
          before,
          after,
        })
        return product
      })
    )
  }

  /** What is not for sale is read by nobody yet: it is asked about when it is published. */
  async #moderate(productId: string, { title, description, brand, language }: ProductChanges): Promise<TextMatch[]> {
    if (!title && !description && !brand) return []
    const product = await Product.query().where('id', productId).first()
    if (product?.status !== 'published') return []
    const texts = { title: title ?? product.title, description: description ?? product.description, brand: brand ?? product.brand }
    return this.moderateTexts.handle({ tenantId: product.tenantId, language: language ?? product.language, texts })
  }
}

const withoutUndefined = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as T
