import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { openTransfer } from '#tenancy/ownership/transfer'
import { TransferNotOpen } from '#tenancy/exceptions'
import type { Actor } from '#core/actor'

export type EndOfferInput = { actor: Actor; tenantId: string; isOwner: boolean }

/** Ends an offer without effect: whoever it was made to declines, an owner withdraws. */
@inject()
export class EndOffer {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tenantId, isOwner }: EndOfferInput): Promise<void> {
    await db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const transfer = await openTransfer(trx, tenantId)
      const isReceiver = transfer.to_user_id === actor.userId
      if (!isReceiver && !isOwner) throw new TransferNotOpen()
      const state = isReceiver ? 'declined' : 'withdrawn'
      await sqlRun(trx, 'update ownership_transfers set state = ?, ended_at = now() where id = ?', [state, transfer.id])
      const target = { type: 'user', id: transfer.to_user_id, label: transfer.to_name }
      await this.audit.record(trx, { actor, action: `tenancy.ownership_${state}`, target, tenantId })
    })
  }
}
