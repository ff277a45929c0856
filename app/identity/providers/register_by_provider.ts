import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import CreateUser from '#identity/actions/create_user'
import { AttemptLimits } from '#identity/attempt_limits'
import { InvalidProvider, ProviderRefused } from '#identity/providers/exceptions'
import { assertAdmitted } from '#identity/providers/admission'
import { insertIdentity } from '#identity/providers/linked_identities'
import { AccountNotCreated } from '#identity/exceptions'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'
import type { Provider } from '#identity/providers/provider'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'

export interface RegisterByProviderInput {
  actor: Actor
  ip: string
  provider: Provider
  person: ProviderPerson
  fullName: string
  /** Counts only where the provider vouched for none. */
  email?: string
  locale: 'en' | 'ru'
}

/** A new account without a password, for somebody a provider vouched for. */
@inject()
export class RegisterByProvider {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly createUser: CreateUser
  ) {}

  /**
   * Null where the address has to be confirmed first: it may be somebody else's, and whether it has an account is told to who
   * reads its mail. Throws `ProviderRefused`.
   */
  async handle(input: RegisterByProviderInput): Promise<User | null> {
    const { provider, person } = input
    if (provider.registration !== 'open') throw new ProviderRefused('closed')
    assertAdmitted(provider, person)
    await this.limits.signUp(input.ip)
    if (person.isEmailVerified && person.email !== null) return this.#create(input, person.email, true)
    if (!input.email) throw new InvalidProvider('email', 'The provider told no address of yours: write one', 'required')
    return null
  }

  async #create(
    { actor, provider, person, fullName, locale }: RegisterByProviderInput,
    email: string,
    isConfirmed: boolean
  ): Promise<User> {
    return db
      .transaction(async (trx) => {
        const account = { actor, email, fullName, locale, passwordHash: null, roles: ['user' as const] }
        const user = await this.createUser.within(trx, { ...account, isConfirmed, mustConfirm: !isConfirmed })
        const isNew = await insertIdentity(trx, { userId: user.id, providerId: provider.id, person })
        if (!isNew) throw new ProviderRefused('taken')
        return user
      })
      .catch((error: unknown) => {
        throw error instanceof AccountNotCreated ? new ProviderRefused('taken') : error
      })
  }
}
