import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { SecondPersonRequired } from '#core/four_eyes/exceptions'
import { GiveStrike } from '#identity/blocks/give_strike'
import { findAppealCase } from '#identity/blocks/standing'
import { StandingAppealRefused } from '#identity/exceptions/standing'
import UnblockUser from '#identity/actions/unblock_user'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type StandingRuling = { actor: Actor; appealId: string; isGranted: boolean; publicReason: string }

/** Decides an appeal: by somebody else than who decided first, and not by who appealed. Granting lifts the block or withdraws the strike. */
@inject()
export class DecideStandingAppeal {
  constructor(
    private readonly unblockUser: UnblockUser,
    private readonly strikes: GiveStrike,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async within(trx: TransactionClientContract, { actor, appealId, isGranted, publicReason }: StandingRuling): Promise<void> {
    await sqlRows(trx, 'select 1 from standing_appeals where id = ? for update', [appealId])
    const appeal = await findAppealCase(trx, appealId)
    if (!appeal || appeal.status !== 'open') throw new StandingAppealRefused()
    if (!actor.userId || [appeal.first_decided_by, appeal.user_id].includes(actor.userId)) throw new SecondPersonRequired()
    const status = isGranted ? 'granted' : 'refused'
    await sqlRun(trx, 'update standing_appeals set status = ?, decided_by = ?, public_reason = ?, decided_at = ? where id = ?', [
      ...[status, actor.userId, publicReason, Clock.now().toJSDate(), appealId],
    ])
    const { user_id: userId, strike_id: strikeId, block_id: blockId } = appeal
    if (isGranted && strikeId) await this.strikes.withdrawWithin(trx, { actor, strikeId, reason: publicReason })
    if (isGranted && blockId && (await stands(trx, blockId))) await this.unblockUser.within(trx, { actor, userId, reason: publicReason })
    const target = { type: 'user', id: userId, label: appeal.email }
    const facts = { appeal_id: appealId, status }
    await this.audit.record(trx, { actor, action: 'identity.standing_appeal_decided', target, reason: publicReason, after: facts })
    const payload = { user_id: userId, appeal_id: appealId, status }
    await this.outbox.record(trx, { name: 'identity.standing_appeal_decided.v1', aggregateId: appealId, payload })
  }
}

/** Another block may have come after the one that was appealed. */
const stands = async (trx: TransactionClientContract, blockId: string) =>
  (await sqlRows(trx, 'select 1 from blocks where id = ? and lifted_at is null', [blockId])).length > 0
