import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import CreateUser from '#identity/actions/create_user'
import { AttemptLimits } from '#identity/attempt_limits'
import { AccountNotCreated } from '#identity/exceptions'
import { RegisterQuietly } from '#identity/actions/register_quietly'
import { RequestConfirmation } from '#identity/confirmations/actions/request_confirmation'
import { InvalidProvider, ProviderRefused } from '#identity/providers/exceptions'
import { assertAdmitted } from '#identity/providers/admission'
import { insertIdentity } from '#identity/providers/linked_identities'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'
import type { Provider } from '#identity/providers/provider'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

interface RegisterByProviderInput {
  actor: Actor
  ip: string
  provider: Provider
  person: ProviderPerson
  fullName: string
  /** Counts only where the provider vouched for none. */
  email?: string
  locale: 'en' | 'ru'
}

/** `asleepId` is null where the address was taken: it looks the same from outside. */
export type Registered = { user: User } | { user: null; asleepId: string | null; email: string }

/** A new account without a password, for somebody a provider vouched for. */
@inject()
export class RegisterByProvider {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly createUser: CreateUser,
    private readonly confirmation: RequestConfirmation,
    private readonly quietly: RegisterQuietly
  ) {}

  /**
   * The user, where the provider vouches for the address. Else it is confirmed first: it may be somebody else's, and whether it has
   * an account is told to who reads its mail. Throws `ProviderRefused`, `InvalidProvider` (422), `RateLimited` (429).
   */
  async handle(input: RegisterByProviderInput): Promise<Registered> {
    const { provider, person } = input
    if (provider.registration !== 'open') throw new ProviderRefused('closed')
    assertAdmitted(provider, person)
    await this.limits.signUp(input.ip)
    if (person.isEmailVerified && person.email !== null) return { user: await this.#proved(input, person.email) }
    if (!input.email) throw new InvalidProvider('email', 'The provider told no address of yours: write one', 'required')
    const { email } = input
    return { user: null, asleepId: await this.quietly.handle(email, () => this.#unproved(input, email)), email }
  }

  #proved(input: RegisterByProviderInput, email: string): Promise<User> {
    return db
      .transaction((trx) => this.#create(trx, input, { email, isConfirmed: true }))
      .catch((error: unknown) => {
        throw error instanceof AccountNotCreated ? new ProviderRefused('taken') : error
      })
  }

  /** The account sleeps until the letter is read. */
  #unproved(input: RegisterByProviderInput, email: string): Promise<User> {
    return db.transaction(async (trx) => {
      const user = await this.#create(trx, input, { email, isConfirmed: false })
      await this.confirmation.within(trx, { userId: user.id, about: 'sign_up', value: user.email })
      return user
    })
  }

  async #create(
    trx: TransactionClientContract,
    { actor, provider, person, fullName, locale }: RegisterByProviderInput,
    { email, isConfirmed }: { email: string; isConfirmed: boolean }
  ): Promise<User> {
    const account = { actor, email, fullName, locale, passwordHash: null, roles: ['user' as const] }
    const user = await this.createUser.within(trx, { ...account, isConfirmed, mustConfirm: !isConfirmed })
    if (!(await insertIdentity(trx, { userId: user.id, providerId: provider.id, person }))) throw new ProviderRefused('taken')
    return user
  }
}
