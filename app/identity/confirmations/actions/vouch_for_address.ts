import { inject } from '@adonisjs/core'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { contactConfirmed } from '#identity/events/account_events'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `address`: where the link that was used had been mailed. `by`: what the link was for. */
export type UsedLink = { actor: Actor; userId: string; address: string; by: string }

/** Who used a link that was mailed to their account's address reads its mail: that confirms it as well as a link for nothing else. */
@inject()
export class VouchForAddress {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  /** Changes nothing where the account has another address by now, or has confirmed this one. */
  async within(trx: TransactionClientContract, { actor, userId, address, by }: UsedLink): Promise<void> {
    const user = await User.query({ client: trx })
      .where('id', userId)
      .where('email', address)
      .whereNull('emailConfirmedAt')
      .forUpdate()
      .first()
    if (!user) return
    await user.merge({ emailConfirmedAt: Clock.now(), mustConfirm: false }).save()
    const target = { type: 'user', id: user.id, label: user.email }
    const change = { before: { confirmed: false }, after: { confirmed: true, by } }
    await this.audit.record(trx, { actor, action: 'identity.email_confirmed', target, tenantId: null, ...change })
    await this.outbox.record(trx, contactConfirmed(user, 'email'))
  }
}
