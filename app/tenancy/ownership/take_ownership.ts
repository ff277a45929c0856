import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { TransferNotOpen } from '#tenancy/exceptions'
import { openTransfer, type OwnershipTransfer } from '#tenancy/ownership/transfer'
import { memberRoleChanged } from '#tenancy/events/tenant_events'
import type { Actor } from '#core/actor'
import type { TenantRole } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Takes the company that was offered: one becomes owner and the other administrator in the same transaction, so that the
 * company is never without an owner. An offer of somebody who is no owner any more is worth nothing.
 */
@inject()
export class TakeOwnership {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId }: { actor: Actor; tenantId: string }): Promise<OwnershipTransfer> {
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const transfer = await openTransfer(trx, tenantId)
      const { from_user_id: from, to_user_id: to } = transfer
      if (to !== actor.userId) throw new TransferNotOpen()
      await become(trx, { tenantId, userId: to, role: 'owner' })
      await become(trx, { tenantId, userId: from, role: 'admin', was: 'owner' })
      await sqlRun(trx, `update ownership_transfers set state = 'accepted', ended_at = now() where id = ?`, [transfer.id])
      const target = { type: 'tenant', id: tenantId }
      const change = { before: { owner_id: from }, after: { owner_id: to } }
      await this.audit.record(trx, { actor, action: 'tenancy.ownership_taken', target, tenantId, ...change })
      await this.outbox.record(
        trx,
        memberRoleChanged({ tenantId, userId: to, role: 'owner' }),
        memberRoleChanged({ tenantId, userId: from, role: 'admin' }),
        { name: 'tenancy.ownership_taken.v1', aggregateId: tenantId, tenantId, payload: { from_user_id: from, to_user_id: to } }
      )
      return transfer
    })
  }
}

type Step = { tenantId: string; userId: string; role: TenantRole; was?: TenantRole }

async function become(trx: TransactionClientContract, { tenantId, userId, role, was }: Step) {
  const sql = `update tenant_members set role = ?, updated_at = now() where tenant_id = ? and user_id = ? and role = coalesce(?, role)`
  if ((await sqlRun(trx, sql, [role, tenantId, userId, was ?? null])) === 0) throw new TransferNotOpen()
}
