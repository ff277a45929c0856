import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { PasswordThere } from '#identity/exceptions'
import { passwordSet } from '#identity/events/account_events'
import { dropOpenLinks } from '#identity/mails/drop_open_links'
import { assertGoodPassword } from '#identity/passwords/password_rules'
import { Passwords } from '#identity/passwords/passwords'
import type { Actor } from '#core/actor'

/** One more way to sign in, for an account without a password. Nothing ends: nobody held one that would be void. */
@inject()
export class SetFirstPassword {
  constructor(
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  /** Throws `PasswordThere` (409) where there is one: to replace it one has to know it. */
  async handle({ actor, user, password }: { actor: Actor; user: User; password: string }): Promise<void> {
    if (user.passwordHash) throw new PasswordThere()
    await assertGoodPassword(password, user)
    const passwordHash = await this.passwords.hash(password)
    await db.transaction(async (trx) => {
      const locked = await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
      if (locked.passwordHash) throw new PasswordThere()
      await locked.merge({ passwordHash }).save()
      await dropOpenLinks(trx, user.id)
      const target = { type: 'user', id: user.id, label: user.email }
      await this.audit.record(trx, { actor, action: 'identity.password_set', target, tenantId: null })
      await this.outbox.record(trx, passwordSet(user))
    })
  }
}
