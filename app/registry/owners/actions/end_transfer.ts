import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import type { Actor } from '#core/actor'
import type { OpenTransfer } from '#registry/owners/queries/find_transfer'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Ended = 'cancelled' | 'declined' | 'expired' | 'completed'

/** Writes how a transfer ended, in the caller's transaction; both sides are told. */
@inject()
export class EndTransfer {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async apply(trx: TransactionClientContract, transfer: OpenTransfer, { actor, as }: { actor: Actor; as: Ended }): Promise<void> {
    await trx.from('plugin_transfers').where('id', transfer.id).update({ status: as, ended_at: Clock.now().toJSDate() })
    const target = { type: 'plugin', id: transfer.plugin_id, label: transfer.plugin }
    const before = { status: transfer.status, from_user_id: transfer.from_user_id, to_user_id: transfer.to_user_id }
    await this.audit.record(trx, { actor, action: `registry.transfer_${as}`, target, before })
    await this.outbox.record(trx, {
      name: `registry.transfer_${as}.v1`,
      aggregateId: transfer.id,
      payload: { plugin_id: transfer.plugin_id, from_user_id: transfer.from_user_id, to_user_id: transfer.to_user_id },
    })
  }
}
