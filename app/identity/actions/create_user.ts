import { inject } from '@adonisjs/core'
import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import RoleBinding from '#identity/models/role_binding'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Passwords } from '#identity/passwords/passwords'
import { assertGoodPassword } from '#identity/passwords/password_rules'
import { refusalOfDuplicate } from '#identity/duplicate_account'
import { userRegistered } from '#identity/events/user_events'
import { Clock } from '#core/clock'
import type { Actor } from '#core/actor'
import type { PlatformRole } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewUser = {
  actor: Actor
  email: string
  fullName: string
  locale: 'en' | 'ru'
  /** Public name; made from the full name where none is given. */
  username?: string
  roles?: PlatformRole[]
  /** The address is known to be theirs: an operator made the account. */
  isConfirmed?: boolean
  /** No sign-in before the address is confirmed. */
  mustConfirm?: boolean
}

/** Creates an account. Throws `AccountNotCreated`, `UsernameTaken` or `PasswordRefused` (422). */
@inject()
export default class CreateUser {
  constructor(
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  /** By an operator's hand, who vouches for the address. */
  async handle({ password, ...user }: NewUser & { password: string }): Promise<User> {
    await assertGoodPassword(password, user)
    const passwordHash = await this.passwords.hash(password)
    return db.transaction((trx) => this.within(trx, { isConfirmed: true, ...user, passwordHash }))
  }

  /** For actions that create more than the account; they hash before they open the transaction. */
  async within(trx: TransactionClientContract, input: NewUser & { passwordHash: string | null }): Promise<User> {
    const user = await User.create(columnsOf(input), { client: trx }).catch((error) => {
      throw refusalOfDuplicate(error)
    })
    for (const role of input.roles ?? []) {
      await RoleBinding.create({ userId: user.id, role, grantedBy: input.actor.userId }, { client: trx })
    }
    await this.audit.record(trx, {
      actor: { ...input.actor, userId: input.actor.userId ?? user.id, label: input.actor.label ?? user.email },
      action: 'identity.user_created',
      target: { type: 'user', id: user.id, label: user.email },
      after: { email: user.email, username: user.username, roles: input.roles ?? [] },
    })
    await this.outbox.record(trx, userRegistered(user))
    return user
  }
}

const columnsOf = (input: NewUser & { passwordHash: string | null }) => ({
  email: input.email.trim(),
  username: input.username ?? usernameFor(input.fullName),
  fullName: input.fullName.trim(),
  locale: input.locale,
  passwordHash: input.passwordHash,
  emailConfirmedAt: input.isConfirmed ? Clock.now() : null,
  mustConfirm: input.mustConfirm ?? false,
  status: 'active' as const,
})

function usernameFor(fullName: string) {
  const base = string.slug(fullName, { lower: true, strict: true }).slice(0, 24)
  return `${base || 'user'}-${string
    .random(6)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')}`
}
