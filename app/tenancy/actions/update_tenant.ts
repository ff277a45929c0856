import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import Tenant from '#tenancy/models/tenant'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { TenantChanged } from '#tenancy/exceptions'
import { endVerification } from '#tenancy/verification/end_verification'
import { isLegal, type TenantDetails } from '#tenancy/profile/tenant_details'
import type { Actor } from '#core/actor'

export type UpdateTenantInput = {
  actor: Actor
  tenantId: string
  details: TenantDetails
  /** The version that was looked at; a stale one is refused. Null: whatever stands. */
  expectedVersion: number | null
}

/** Changes what a company says of itself. Other legal details than those that were verified end the verification. */
@inject()
export default class UpdateTenant {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, details, expectedVersion }: UpdateTenantInput): Promise<Tenant> {
    return db.transaction(async (trx) => {
      const tenant = await Tenant.query({ client: trx }).where('id', tenantId).where('status', 'active').forUpdate().firstOrFail()
      if (expectedVersion !== null && tenant.version !== expectedVersion) throw new TenantChanged()
      tenant.merge(details)
      const changed = Object.keys(tenant.$dirty)
      if (!changed.length) return tenant

      const before = pick(tenant.$original, changed)
      await tenant.merge({ version: tenant.version + 1 }).save()
      if (tenant.verifiedAt && changed.some(isLegal)) await endVerification(trx, { tenantId, reason: 'details_changed' })
      const target = { type: 'tenant', id: tenantId, label: tenant.name }
      const after = pick(tenant.$attributes, changed)
      await this.audit.record(trx, { actor, action: 'tenancy.tenant_updated', target, tenantId, before, after })
      await this.outbox.record(trx, { name: 'tenancy.tenant_updated.v1', aggregateId: tenantId, tenantId, payload: { name: tenant.name } })
      return tenant.refresh()
    })
  }
}

const pick = (row: Record<string, unknown>, names: string[]) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))
