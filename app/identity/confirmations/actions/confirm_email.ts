import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { isUniqueViolation } from '#core/database/unique_violation'
import { hashLinkToken } from '#identity/mails/link_token'
import { contactConfirmed, emailChanged } from '#identity/events/account_events'
import { EmailUnavailable, LinkOver } from '#identity/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Link = { id: string; user_id: string; value: string }

const OPEN = `kind = 'email' and secret_hash = ? and used_at is null and expires_at > now()`

/** The address a link is for, without using it up. Throws `LinkOver` (404). */
export async function findConfirmationLink(token: string): Promise<Link> {
  const [link] = await sqlRows<Link>(db, `select id, user_id, value::text from contact_confirmations where ${OPEN}`, [hashLinkToken(token)])
  if (!link) throw new LinkOver()
  return link
}

/** The link of a mail was opened: the address is that person's, and from now on the account's. Works once. */
@inject()
export default class ConfirmEmail {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, token }: { actor: Actor; token: string }): Promise<User> {
    const { user_id: userId } = await findConfirmationLink(token)
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).where('status', 'active').forUpdate().first()
      const link = user && (await this.#use(trx, token))
      if (!link) throw new LinkOver()
      const before = user.email
      await user.merge({ email: link.value, emailConfirmedAt: Clock.now(), mustConfirm: false }).save().catch(refuseTaken)
      await this.#record(trx, { actor, user, before })
      return user
    })
  }

  async #use(trx: TransactionClientContract, token: string) {
    const sql = `update contact_confirmations set used_at = now() where ${OPEN} returning id, user_id, value::text`
    const [link] = await sqlRows<Link>(trx, sql, [hashLinkToken(token)])
    return link
  }

  async #record(trx: TransactionClientContract, { actor, user, before }: { actor: Actor; user: User; before: string }) {
    const isChange = before.toLowerCase() !== user.email.toLowerCase()
    await this.audit.record(trx, {
      actor: { ...actor, userId: actor.userId ?? user.id },
      action: isChange ? 'identity.email_changed' : 'identity.email_confirmed',
      target: { type: 'user', id: user.id, label: user.email },
      tenantId: null,
      before: { email: before },
      after: { email: user.email },
    })
    await this.outbox.record(trx, contactConfirmed(user, 'email'))
    if (!isChange) return
    // Links sent to the mailbox that is the account's no more.
    await sqlRun(trx, 'update password_resets set expires_at = now() where user_id = ? and used_at is null and expires_at > now()', [
      user.id,
    ])
    await this.outbox.record(trx, emailChanged(user, before))
  }
}

function refuseTaken(error: unknown): never {
  throw isUniqueViolation(error, 'users_email_unique') ? new EmailUnavailable() : error
}
