import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import Tenant from '#tenancy/models/tenant'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import type { Actor } from '#core/actor'

/** Changes what a company says of itself. */
@inject()
export default class UpdateTenant {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, name }: { actor: Actor; tenantId: string; name: string }): Promise<Tenant> {
    return db.transaction(async (trx) => {
      const tenant = await Tenant.query({ client: trx }).where('id', tenantId).forUpdate().firstOrFail()
      const before = { name: tenant.name }
      await tenant.merge({ name: name.trim() }).save()
      const target = { type: 'tenant', id: tenantId, label: tenant.name }
      await this.audit.record(trx, { actor, action: 'tenancy.tenant_updated', target, tenantId, before, after: { name: tenant.name } })
      await this.outbox.record(trx, { name: 'tenancy.tenant_updated.v1', aggregateId: tenantId, tenantId, payload: { name: tenant.name } })
      return tenant
    })
  }
}
