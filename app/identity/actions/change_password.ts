import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Passwords } from '#identity/passwords/passwords'
import { assertGoodPassword } from '#identity/passwords/password_rules'
import { AttemptLimits } from '#identity/attempt_limits'
import { dropOpenLinks } from '#identity/mails/drop_open_links'
import { passwordChanged } from '#identity/events/account_events'
import { endSessions } from '#identity/end_sessions'
import { WrongPassword } from '#identity/exceptions'
import type { Actor } from '#core/actor'

export type ChangePasswordInput = { actor: Actor; user: User; current: string; password: string; ip: string }

/** A new password for somebody who knows the old one; every session and token of theirs ends. */
@inject()
export default class ChangePassword {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, user, current, password, ip }: ChangePasswordInput): Promise<void> {
    await this.limits.signIn(user.email, ip)
    if (!(await this.passwords.matches(user, current))) throw new WrongPassword()
    await this.limits.signedIn(user.email, ip)
    await assertGoodPassword(password, user)
    const passwordHash = await this.passwords.hash(password)
    await db.transaction(async (trx) => {
      const locked = await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
      await locked.merge({ passwordHash }).save()
      await dropOpenLinks(trx, user.id)
      await endSessions(trx, user.id, 'password changed')
      await this.audit.record(trx, { actor, action: 'identity.password_changed', target: { type: 'user', id: user.id, label: user.email } })
      await this.outbox.record(trx, passwordChanged(user, { isReset: false }))
    })
  }
}
