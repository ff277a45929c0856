import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { endSessions } from '#identity/end_sessions'
import { assertAnotherSuperadmin } from '#identity/superadmins'
import { NotYourself, UnknownUser } from '#identity/exceptions'
import { userBlocked } from '#identity/events/user_events'
import { Clock } from '#core/clock'
import type { Actor } from '#core/actor'

export type BlockUserInput = { actor: Actor; userId: string; reason: string }

/** Blocks an account: sessions and tokens end with the commit. Blocking a blocked account changes nothing. */
@inject()
export default class BlockUser {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, userId, reason }: BlockUserInput): Promise<User> {
    if (actor.userId === userId) throw new NotYourself()
    return db.transaction(async (trx) => {
      await assertAnotherSuperadmin(trx, userId)
      const user = await User.query({ client: trx }).where('id', userId).forUpdate().first()
      if (!user) throw new UnknownUser()
      if (user.status === 'blocked') return user

      await user.merge({ status: 'blocked', blockedAt: Clock.now(), blockReason: reason }).save()
      await endSessions(trx, userId, 'blocked')
      await this.audit.record(trx, {
        actor,
        action: 'identity.user_blocked',
        target: { type: 'user', id: user.id, label: user.email },
        reason,
        before: { status: 'active' },
        after: { status: 'blocked' },
      })
      await this.outbox.record(trx, userBlocked(user, reason))
      return user
    })
  }
}
