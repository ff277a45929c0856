import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { ProposalClosed } from '#core/four_eyes/exceptions'
import ChangePlatformRole from '#identity/actions/change_platform_role'
import type { Actor } from '#core/actor'
import type { FourEyesAct, Proposal } from '#core/four_eyes/four_eyes_act'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Makes a superadmin once a second one agreed. A proposer who is none any more leaves nothing to agree to. */
@inject()
export default class ConfirmSuperadmin implements FourEyesAct {
  constructor(private readonly changeRole: ChangePlatformRole) {}

  async carryOut(trx: TransactionClientContract, { proposal, actor }: { proposal: Proposal; actor: Actor }): Promise<void> {
    const proposers = await sqlRows(
      trx,
      `select 1 from role_bindings r join users u on u.id = r.user_id and u.status = 'active' where r.user_id = ? and r.role = 'superadmin'`,
      [proposal.proposed_by]
    )
    if (!proposers.length) throw new ProposalClosed()
    const { subject_id: userId, reason } = proposal
    await this.changeRole.within(trx, { actor, userId, role: 'superadmin', granted: true, reason })
  }
}
