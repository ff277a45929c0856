import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import type { Actor } from '#core/actor'

/** The account has no number any more. */
@inject()
export default class RemovePhone {
  constructor(private readonly audit: Audit) {}

  async handle({ actor }: { actor: Actor }): Promise<void> {
    await db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', actor.userId!).forUpdate().firstOrFail()
      if (!user.phone) return
      const before = { phone: user.phone }
      await user.merge({ phone: null, phoneConfirmedAt: null }).save()
      const target = { type: 'user', id: user.id, label: user.email }
      await this.audit.record(trx, { actor, action: 'identity.phone_removed', target, before })
    })
  }
}
