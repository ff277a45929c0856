import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { NoTransferToYourself, TransferOpen, UnknownMember } from '#tenancy/exceptions'
import { findTransfer, openTransfer, TRANSFER_DAYS, type OwnershipTransfer } from '#tenancy/ownership/transfer'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type OfferOwnershipInput = { actor: Actor; tenantId: string; userId: string }

/** Offers the company to another member. Nothing changes until they take it. */
@inject()
export class OfferOwnership {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, userId }: OfferOwnershipInput): Promise<OwnershipTransfer> {
    if (userId === actor.userId) throw new NoTransferToYourself()
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      await assertMember(trx, tenantId, userId)
      if (await findTransfer(trx, tenantId)) throw new TransferOpen()
      await sqlRun(trx, `update ownership_transfers set state = 'withdrawn', ended_at = now() where tenant_id = ? and state = 'open'`, [
        tenantId,
      ])
      await sqlRun(trx, 'insert into ownership_transfers (id, tenant_id, from_user_id, to_user_id, expires_at) values (?, ?, ?, ?, ?)', [
        ...[newId(), tenantId, actor.userId, userId],
        Clock.now().plus({ days: TRANSFER_DAYS }).toJSDate(),
      ])
      const transfer = await openTransfer(trx, tenantId)
      const target = { type: 'user', id: userId, label: transfer.to_name }
      await this.audit.record(trx, {
        actor,
        action: 'tenancy.ownership_offered',
        target,
        tenantId,
        after: { expires_at: transfer.expires_at },
      })
      const payload = { from_user_id: transfer.from_user_id, to_user_id: userId }
      await this.outbox.record(trx, { name: 'tenancy.ownership_offered.v1', aggregateId: tenantId, tenantId, payload })
      return transfer
    })
  }
}

async function assertMember(trx: TransactionClientContract, tenantId: string, userId: string) {
  const sql = `select 1 from tenant_members m join users u on u.id = m.user_id and u.status = 'active' where m.tenant_id = ? and m.user_id = ?`
  const members = await sqlRows(trx, sql, [tenantId, userId])
  if (!members.length) throw new UnknownMember()
}
