import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Outbox } from '#core/outbox/outbox'
import { AttemptLimits } from '#identity/attempt_limits'
import { AccountNotCreated } from '#identity/exceptions'
import { signUpRepeated } from '#identity/events/account_events'
import { noSoonerThan } from '#identity/passwords/even_time'
import RegisterAccount, { type RegisterAccountInput } from '#tenancy/actions/register_account'

/** Longer than a registration takes: a refused one is done sooner, and must not show it. */
const AT_LEAST_MS = 400

/**
 * A registration that does not tell whether the address has an account: either way a mail goes there, and either way nobody is
 * signed in before it was opened. Answers the new account's id, null where there was one.
 */
@inject()
export default class SignUpByPage {
  constructor(
    private readonly registerAccount: RegisterAccount,
    private readonly limits: AttemptLimits,
    private readonly outbox: Outbox
  ) {}

  async handle(input: Omit<RegisterAccountInput, 'mustConfirm'>): Promise<string | null> {
    const began = performance.now()
    const userId = await this.#register(input)
    await noSoonerThan(began, AT_LEAST_MS)
    return userId
  }

  async #register(input: Omit<RegisterAccountInput, 'mustConfirm'>): Promise<string | null> {
    try {
      const { user } = await this.registerAccount.handle({ ...input, mustConfirm: true })
      return user.id
    } catch (error) {
      if (!(error instanceof AccountNotCreated)) throw error
      await this.#tellOwner(input.email)
      return null
    }
  }

  async #tellOwner(email: string) {
    const owner = await User.query().where('email', email).where('status', 'active').first()
    if (!owner || !(await this.limits.mayMail(email))) return
    await db.transaction((trx) => this.outbox.record(trx, signUpRepeated(owner.id)))
  }
}
