import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import Tenant from '#tenancy/models/tenant'
import TenantMember from '#tenancy/models/tenant_member'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { slugFor } from '#tenancy/slug_for'
import { runInTenant } from '#tenancy/tenant_context'
import { tenantCreated } from '#tenancy/events/tenant_events'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type OpenTenantInput = { actor: Actor; name: string; ownerId: string }

/** Opens a company on the FREE plan with its first owner. */
@inject()
export default class OpenTenant {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  handle(input: OpenTenantInput): Promise<Tenant> {
    return db.transaction((trx) => this.within(trx, input))
  }

  async within(trx: TransactionClientContract, { actor, name, ownerId }: OpenTenantInput): Promise<Tenant> {
    const tenant = await Tenant.create({ name: name.trim(), slug: slugFor(name), plan: 'FREE', status: 'active' }, { client: trx })
    await runInTenant(tenant.id, () => TenantMember.create({ userId: ownerId, role: 'owner' }, { client: trx }))
    await trx.from('users').where('id', ownerId).update({ last_tenant_id: tenant.id })
    await this.audit.record(trx, {
      actor: { ...actor, userId: actor.userId ?? ownerId },
      action: 'tenancy.tenant_created',
      target: { type: 'tenant', id: tenant.id, label: tenant.name },
      tenantId: tenant.id,
      after: { name: tenant.name, plan: tenant.plan, owner_id: ownerId },
    })
    await this.outbox.record(trx, tenantCreated(tenant, ownerId))
    return tenant
  }
}
