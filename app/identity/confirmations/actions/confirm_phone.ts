import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { isPhoneCode } from '#identity/confirmations/phone_code'
import { contactConfirmed } from '#identity/events/account_events'
import { WrongCode } from '#identity/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Five of a million: and then another code, of which there are a few an hour. */
const MOST_ATTEMPTS = 5

type Sent = { id: string; value: string; secret_hash: string }

/** The code of the message was typed: the number is that person's. */
@inject()
export default class ConfirmPhone {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  /** Throws `WrongCode` (422), for one that is too old, too, and after too many attempts. */
  async handle({ actor, code }: { actor: Actor; code: string }): Promise<void> {
    const sent = await this.#attempt(actor.userId!)
    if (!sent || !isPhoneCode(sent.secret_hash, sent.id, code)) throw new WrongCode()
    await db.transaction((trx) => this.#confirm(trx, actor, sent))
  }

  /** Counted before it is compared and kept whatever comes of it, so that parallel guesses are five as well. */
  async #attempt(userId: string): Promise<Sent | undefined> {
    const [sent] = await sqlRows<Sent>(
      db,
      `update contact_confirmations set attempts = attempts + 1
       where user_id = ? and kind = 'phone' and used_at is null and expires_at > now() and attempts < ?
       returning id, value::text, secret_hash`,
      [userId, MOST_ATTEMPTS]
    )
    return sent
  }

  async #confirm(trx: TransactionClientContract, actor: Actor, sent: Sent) {
    const user = await User.query({ client: trx }).where('id', actor.userId!).forUpdate().firstOrFail()
    const used = await sqlRun(
      trx,
      'update contact_confirmations set used_at = now() where id = ? and used_at is null and expires_at > now()',
      [sent.id]
    )
    if (!used) throw new WrongCode()
    const before = user.phone
    await user.merge({ phone: sent.value, phoneConfirmedAt: Clock.now() }).save()
    const target = { type: 'user', id: user.id, label: user.email }
    await this.audit.record(trx, {
      actor,
      action: 'identity.phone_confirmed',
      target,
      before: { phone: before },
      after: { phone: sent.value },
    })
    await this.outbox.record(trx, contactConfirmed(user, 'phone'))
  }
}
