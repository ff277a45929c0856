import { inject } from '@adonisjs/core'
import User from '#identity/models/user'
import { Passwords } from '#identity/passwords/passwords'
import { AttemptLimits } from '#identity/attempt_limits'
import { InvalidCredentials } from '#identity/exceptions'

export type Credentials = { email: string; password: string; ip: string; deviceToken?: string | null }

/** Who signs in. An unknown email, a wrong password and a blocked account are refused alike, in text and in time. */
@inject()
export default class VerifyCredentials {
  constructor(
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits
  ) {}

  async handle({ email, password, ip, deviceToken = null }: Credentials): Promise<User> {
    await this.limits.signIn(email, ip, deviceToken)
    const user = await User.findBy('email', email.trim())
    const matches = await this.passwords.matches(user, password)
    if (!user || !matches || user.status !== 'active' || isUnproved(user)) throw new InvalidCredentials()
    await this.limits.signedIn(email, ip, deviceToken)
    return user
  }
}

/** Signed up by page with an address that nobody has shown to be theirs yet. */
const isUnproved = (user: User) => user.mustConfirm && !user.emailConfirmedAt
