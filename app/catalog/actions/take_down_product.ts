import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { productHidden } from '#catalog/events/product_events'
import { withoutTenantScope } from '#tenancy/tenant_context'
import Product from '#catalog/models/product'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** A moderator takes a product off the shelves, whosever it is. One that is not for sale stays as it is. */
@inject()
export class TakeDownProduct {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle(trx: TransactionClientContract, { actor, productId, reason }: { actor: Actor; productId: string; reason: string }) {
    const product = await withoutTenantScope(() => Product.query({ client: trx }).where('id', productId).forUpdate().firstOrFail())
    if (!product.isHideable) return
    product.markHidden()
    await withoutTenantScope(() => product.save())
    await this.outbox.record(trx, productHidden(product))
    await this.audit.record(trx, {
      actor,
      action: 'catalog.product_taken_down',
      target: { type: 'product', id: product.id, label: product.title },
      tenantId: product.tenantId,
      reason,
      before: { status: 'published' },
      after: { status: product.status },
    })
  }
}
