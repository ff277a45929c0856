import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'

export type SignInRecord = { actor: Actor; user: User; door: 'panel' | 'api'; methods?: string[] }

/** Notes that somebody signed in, and by which door. */
@inject()
export default class RecordSignIn {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, user, door, methods = ['password'] }: SignInRecord): Promise<void> {
    await db.transaction(async (trx) => {
      await trx.from('users').where('id', user.id).update({ last_seen_at: Clock.now().toJSDate() })
      await this.audit.record(trx, {
        actor: { ...actor, userId: user.id },
        action: 'identity.signed_in',
        target: { type: 'user', id: user.id, label: user.email },
        tenantId: null,
        after: { door, methods },
      })
    })
  }
}
