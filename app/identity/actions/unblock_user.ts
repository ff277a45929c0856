import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { UnknownUser } from '#identity/exceptions'
import { userUnblocked } from '#identity/events/user_events'
import type { Actor } from '#core/actor'

export type UnblockUserInput = { actor: Actor; userId: string; reason: string }

/** Lets a blocked account sign in again; what ended with the block stays ended. */
@inject()
export default class UnblockUser {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, userId, reason }: UnblockUserInput): Promise<User> {
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).forUpdate().first()
      if (!user) throw new UnknownUser()
      if (user.status === 'active') return user

      await user.merge({ status: 'active', blockedAt: null, blockReason: null }).save()
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
    })
  }
}
