import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { assertMayTouch } from '#identity/superadmins'
import { NotYourself, UnknownUser } from '#identity/exceptions'
import { userUnblocked } from '#identity/events/user_events'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type UnblockUserInput = { actor: Actor; userId: string; reason: string }

/** Lets a blocked account sign in again; what ended with the block stays ended. */
@inject()
export default class UnblockUser {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  handle(input: UnblockUserInput): Promise<User> {
    return db.transaction((trx) => this.within(trx, input))
  }

  async within(trx: TransactionClientContract, { actor, userId, reason }: UnblockUserInput): Promise<User> {
    if (actor.userId === userId) throw new NotYourself()
    const user = await User.query({ client: trx }).where('id', userId).forUpdate().first()
    if (!user) throw new UnknownUser()
    await assertMayTouch(trx, { actor, userId })
    if (user.status === 'active') return user

    await user.merge({ status: 'active', blockedAt: null, blockReason: null }).save()
    const lifted = { lifted_at: Clock.now().toJSDate(), lifted_by: actor.userId, lift_reason: reason }
    await trx.from('blocks').where('user_id', userId).whereNull('lifted_at').update(lifted)
    await this.audit.record(trx, {
      actor,
      action: 'identity.user_unblocked',
      target: { type: 'user', id: user.id, label: user.email },
      reason,
      before: { status: 'blocked' },
      after: { status: 'active' },
    })
    await this.outbox.record(trx, userUnblocked(user, reason))
    return user
  }
}
