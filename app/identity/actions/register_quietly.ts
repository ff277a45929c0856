import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Outbox } from '#core/outbox/outbox'
import { AttemptLimits } from '#identity/attempt_limits'
import { AccountNotCreated } from '#identity/exceptions'
import { signUpRepeated } from '#identity/events/account_events'
import { noSoonerThan } from '#identity/passwords/even_time'

/** Longer than a registration takes: a refused one is done sooner, and must not show it. */
const AT_LEAST_MS = 400

/**
 * A registration that does not tell whether the address has an account: either way a mail goes there, and either way nobody is
 * signed in before it was opened.
 */
@inject()
export class RegisterQuietly {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly outbox: Outbox
  ) {}

  /** Answers the new account's id, null where there was one: that is left alone, and its owner hears of it. */
  async handle(email: string, register: () => Promise<User>): Promise<string | null> {
    const began = performance.now()
    const userId = await this.#register(email, register)
    await noSoonerThan(began, AT_LEAST_MS)
    return userId
  }

  async #register(email: string, register: () => Promise<User>): Promise<string | null> {
    try {
      return (await register()).id
    } catch (error) {
      if (!(error instanceof AccountNotCreated)) throw error
      await this.#tellOwner(email)
      return null
    }
  }

  async #tellOwner(email: string): Promise<void> {
    const owner = await User.query().where('email', email).where('status', 'active').first()
    if (!owner || !(await this.limits.mayMail(email))) return
    await db.transaction((trx) => this.outbox.record(trx, signUpRepeated(owner.id)))
  }
}
