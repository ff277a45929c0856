import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { ProductNotHideable } from '#catalog/exceptions/product'
import { productHidden } from '#catalog/events/product_events'
import { lockProduct, type ProductVersion } from '#catalog/queries/lock_product'
import type Product from '#catalog/models/product'
import type { Actor } from '#core/actor'

/** Takes a product off the shelves. Orders and reservations that exist keep what they were promised. */
@inject()
export class HideProduct {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, ...version }: ProductVersion & { actor: Actor }): Promise<Product> {
    return db.transaction(async (trx) => {
      const product = await lockProduct(trx, version)
      if (!product.isHideable) throw new ProductNotHideable()

      product.markHidden()
      await product.save()
      await this.outbox.record(trx, productHidden(product))
      await this.audit.record(trx, {
        actor,
        action: 'catalog.product_hidden',
        target: { type: 'product', id: product.id, label: product.title },
        before: { status: 'published' },
        after: { status: product.status },
      })
      return product
    })
  }
}
