import { inject } from '@adonisjs/core'
import { WrongPassword } from '#identity/exceptions'
import { AttemptLimits } from '#identity/attempt_limits'
import { CodeRefused } from '#identity/second_factor/exceptions'
import { Passwords } from '#identity/passwords/passwords'
import { SecondFactor } from '#identity/second_factor/second_factor'
import type User from '#identity/models/user'

export type Proof = { user: User; ip: string; password?: string | null; code?: string | null }

/** A fresh proof of somebody signed in. Whoever has a second factor gives that: a password alone may have been seen. */
@inject()
export class ProveAgain {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly passwords: Passwords,
    private readonly secondFactor: SecondFactor
  ) {}

  /** Throws `WrongPassword`, `CodeRefused` or `RateLimited`. */
  async handle({ user, ip, password, code }: Proof): Promise<void> {
    if (user.hasSecondFactor) {
      if (!(await this.secondFactor.check(user, code ?? '', ip))) throw new CodeRefused()
      return
    }
    await this.limits.signIn(user.email, ip)
    if (!(await this.passwords.matches(user, password ?? ''))) throw new WrongPassword()
    await this.limits.signedIn(user.email, ip)
  }
}
