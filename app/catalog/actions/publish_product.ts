import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { Outbox } from '#core/outbox/outbox'
import { ProductNotPublishable } from '#catalog/exceptions/product'
import { productQuota } from '#catalog/quotas'
import { ClaimQuota } from '#tenancy/quotas/claim_quota'
import { MayPublish } from '#tenancy/verification/may_publish'
import { productPublished } from '#catalog/events/product_events'
import { lockProduct, type ProductVersion } from '#catalog/queries/lock_product'
import { flagProduct } from '#catalog/texts/flag_product'
import { ModerateTexts, type TextMatch } from '#catalog/texts/moderate_texts'
import Product from '#catalog/models/product'
import type { Actor } from '#core/actor'

@inject()
export class PublishProduct {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly moderateTexts: ModerateTexts,
    private readonly claim: ClaimQuota,
    private readonly mayPublish: MayPublish
  ) {}

  async handle({ actor, ...version }: ProductVersion & { actor: Actor }): Promise<Product> {
    const matches = await this.#moderate(version.productId)
    return db.transaction(async (trx) => {
      const product = await lockProduct(trx, version)
      if (!product.isPublishable) throw new ProductNotPublishable()

      await this.mayPublish.assert(trx, product.tenantId)
      // Hidden ones do not count: coming back they need room again.
      if (product.status === 'hidden') await this.claim.handle(trx, { tenantId: product.tenantId, quota: productQuota })
      const before = { status: product.status }
      product.markPublished()
      await product.save()
      await this.outbox.record(trx, productPublished(product))
      await flagProduct(trx, { outbox: this.outbox, product, matches })
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

  /** Asked about the texts as they are now: others have another version, which the lock refuses. */
  async #moderate(productId: string): Promise<TextMatch[]> {
    const product = await Product.query().where('id', productId).first()
    if (!product) throw new NotFound()
    const { tenantId, language, title, description, brand } = product
    return this.moderateTexts.handle({ tenantId, language, texts: { title, description, brand } })
  }
}
