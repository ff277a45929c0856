import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { endSessions } from '#identity/end_sessions'
import { assertMayTouch } from '#identity/superadmins'
import { UnknownUser } from '#identity/exceptions'
import type { Actor } from '#core/actor'

export type EndUserSessionsInput = { actor: Actor; userId: string; reason: string }

/** Signs somebody out everywhere: panels, programs signed in as them, open connections. They may sign in again. */
@inject()
export class EndUserSessions {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, userId, reason }: EndUserSessionsInput): Promise<void> {
    await db.transaction(async (trx) => {
      const [user] = await sqlRows<{ email: string }>(trx, 'select email::text from users where id = ? for update', [userId])
      if (!user) throw new UnknownUser()
      await assertMayTouch(trx, { actor, userId })
      await endSessions(trx, userId, 'ended by staff')
      const target = { type: 'user', id: userId, label: user.email }
      await this.audit.record(trx, { actor, action: 'identity.sessions_ended', target, reason })
    })
  }
}
