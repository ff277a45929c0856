import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import Tenant from '#tenancy/models/tenant'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { NameNotRepeated } from '#tenancy/exceptions'
import { assertMayClose, endAll } from '#tenancy/closing/closing_rules'
import { endVerification } from '#tenancy/verification/end_verification'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type CloseTenantInput = { actor: Actor; tenantId: string; name: string }

/**
 * Closes a company for good: nobody works in it any more, its credentials are forgotten, its invitations and offers end.
 * Members and history stay as they were: orders and money name them. Refused while a domain still has open business.
 */
@inject()
export class CloseTenant {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, name }: CloseTenantInput): Promise<void> {
    await db.transaction(async (trx) => {
      const tenant = await Tenant.query({ client: trx }).where('id', tenantId).where('status', 'active').forUpdate().firstOrFail()
      if (name.trim() !== tenant.name) throw new NameNotRepeated()
      await assertMayClose(trx, tenantId)
      await this.#end(trx, tenantId)
      await endAll(trx, { actor, tenantId })
      await tenant.merge({ status: 'closed', closedAt: Clock.now(), version: tenant.version + 1 }).save()
      const target = { type: 'tenant', id: tenantId, label: tenant.name }
      await this.audit.record(trx, { actor, action: 'tenancy.tenant_closed', target, tenantId, before: { status: 'active' } })
      await this.outbox.record(trx, { name: 'tenancy.tenant_closed.v1', aggregateId: tenantId, tenantId, payload: { name: tenant.name } })
    })
  }

  async #end(trx: TransactionClientContract, tenantId: string) {
    await endVerification(trx, { tenantId, reason: 'tenant_closed' })
    for (const sql of ENDINGS) await sqlRun(trx, sql, [tenantId])
  }
}

const ENDINGS = [
  'delete from tenant_credentials where tenant_id = ?',
  'update tenant_invitations set withdrawn_at = now() where tenant_id = ? and accepted_at is null and withdrawn_at is null',
  `update ownership_transfers set state = 'withdrawn', ended_at = now() where tenant_id = ? and state = 'open'`,
  `update seller_verifications set state = 'withdrawn', version = version + 1, updated_at = now()
    where tenant_id = ? and state in ('draft', 'submitted', 'needs_more')`,
  `update users u set last_tenant_id = null from tenant_members m where m.tenant_id = ? and m.user_id = u.id and u.last_tenant_id = m.tenant_id`,
]
