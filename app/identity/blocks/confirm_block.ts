import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import BlockUser from '#identity/actions/block_user'
import type { Actor } from '#core/actor'
import type { FourEyesAct, Proposal } from '#core/four_eyes/four_eyes_act'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Blocks whom the strikes proposed to block, once a person agreed. */
@inject()
export default class ConfirmBlock implements FourEyesAct {
  constructor(private readonly blockUser: BlockUser) {}

  async carryOut(
    trx: TransactionClientContract,
    { proposal, actor, note }: { proposal: Proposal; actor: Actor; note: string | null }
  ): Promise<void> {
    const { subject_id: userId, reason: proposed, payload } = proposal
    const reason = note ?? proposed
    const expiresAt = Clock.now().plus({ days: Number(payload.days) })
    await this.blockUser.within(trx, { actor, userId, reason, evidence: `proposal ${proposal.id}`, expiresAt })
  }
}
