import { inject } from '@adonisjs/core'
import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import RoleBinding from '#identity/models/role_binding'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Passwords } from '#identity/passwords'
import { refusalOfDuplicate } from '#identity/duplicate_account'
import { userRegistered } from '#identity/events/user_events'
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
}

/** Creates an account. Throws `AccountNotCreated` or `UsernameTaken` (422). */
@inject()
export default class CreateUser {
  constructor(
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ password, ...user }: NewUser & { password: string }): Promise<User> {
    const passwordHash = await this.passwords.hash(password)
    return db.transaction((trx) => this.within(trx, { ...user, passwordHash }))
  }

  /** For actions that create more than the account; they hash before they open the transaction. */
  async within(trx: TransactionClientContract, input: NewUser & { passwordHash: string }): Promise<User> {
    const user = await User.create(columnsOf(input), { client: trx }).catch((error) => {
      throw refusalOfDuplicate(error)
    })
    for (const role of input.roles ?? []) {
      await RoleBinding.create({ userId: user.id, role, grantedBy: input.actor.userId }, { client: trx })
    }
    await this.audit.record(trx, {
      actor: { ...input.actor, userId: input.actor.userId ?? user.id },
      action: 'identity.user_created',
      target: { type: 'user', id: user.id, label: user.email },
      after: { email: user.email, username: user.username, roles: input.roles ?? [] },
    })
    await this.outbox.record(trx, userRegistered(user))
    return user
  }
}

const columnsOf = ({ email, username, fullName, locale, passwordHash }: NewUser & { passwordHash: string }) => ({
  email: email.trim(),
  username: username ?? usernameFor(fullName),
  fullName: fullName.trim(),
  locale,
  passwordHash,
  status: 'active' as const,
})

function usernameFor(fullName: string) {
  const base = string.slug(fullName, { lower: true, strict: true }).slice(0, 24)
  return `${base || 'user'}-${string
    .random(6)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')}`
}
