import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { ProductNotPublishable } from '#catalog/exceptions/product'
import { productPublished } from '#catalog/events/product_events'
import { lockProduct, type ProductVersion } from '#catalog/queries/lock_product'
import type Product from '#catalog/models/product'
import type { Actor } from '#core/actor'

@inject()
export class PublishProduct {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, ...version }: ProductVersion & { actor: Actor }): Promise<Product> {
    return db.transaction(async (trx) => {
      const product = await lockProduct(trx, version)
      if (!product.isPublishable) throw new ProductNotPublishable()

      const before = { status: product.status }
      product.markPublished()
      await product.save()
      await this.outbox.record(trx, productPublished(product))
      await this.audit.record(trx, {
        actor,
        action: 'catalog.product_published',
        target: { type: 'product', id: product.id, label: product.title },
        before,
        after: { status: product.status },
      })
      return product
    })
  }
}
