import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { endSessions } from '#identity/end_sessions'
import { assertAnotherSuperadmin, assertMayTouch } from '#identity/superadmins'
import { NotYourself, UnknownUser } from '#identity/exceptions'
import { userBlocked } from '#identity/events/user_events'
import type { DateTime } from 'luxon'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type BlockUserInput = {
  actor: Actor
  userId: string
  /** Told to the blocked person. */
  reason: string
  /** What it rests on; for those who look at it again. */
  evidence?: string | null
  /** Lifts itself then; for good without. */
  expiresAt?: DateTime | null
}

/** Blocks an account: sessions, tokens and open connections end with the commit. Blocking a blocked account changes nothing. */
@inject()
export default class BlockUser {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  handle(input: BlockUserInput): Promise<User> {
    return db.transaction((trx) => this.within(trx, input))
  }

  async within(trx: TransactionClientContract, { actor, userId, reason, evidence, expiresAt }: BlockUserInput): Promise<User> {
    if (actor.userId === userId) throw new NotYourself()
    await assertAnotherSuperadmin(trx, userId)
    const user = await User.query({ client: trx }).where('id', userId).forUpdate().first()
    if (!user) throw new UnknownUser()
    await assertMayTouch(trx, { actor, userId })
    if (user.status === 'blocked') return user

    const now = Clock.now()
    const block = { id: newId(), reason, evidence: evidence ?? null, expires_at: expiresAt?.toJSDate() ?? null }
    await user.merge({ status: 'blocked', blockedAt: now, blockReason: reason }).save()
    await trx.table('blocks').insert({ ...block, user_id: userId, blocked_by: actor.userId, created_at: now.toJSDate() })
    await endSessions(trx, userId, 'blocked')
    await this.audit.record(trx, {
      actor,
      action: 'identity.user_blocked',
      target: { type: 'user', id: user.id, label: user.email },
      reason,
      before: { status: 'active' },
      after: { status: 'blocked', block_id: block.id, evidence: block.evidence, expires_at: expiresAt?.toISO() ?? null },
    })
    await this.outbox.record(trx, userBlocked(user, { reason, blockId: block.id }))
    return user
  }
}
