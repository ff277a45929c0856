import { args, flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import User from '#identity/models/user'
import { EndUserSessions } from '#identity/users/end_user_sessions'
import { UnknownUser } from '#identity/exceptions'
import { reasonValidator } from '#identity/validators/account'

type SignedOut = { user_id: string; email: string }

export default class UserSignOut extends PlatformCommand<SignedOut> {
  static commandName = 'user:sign-out'
  static description = 'End every session, token and open connection of an account'

  @args.string({ description: 'Email address of the account' })
  declare email: string

  @flags.string({ description: 'Kept in the audit log', required: true })
  declare reason: string

  protected async perform() {
    const { reason } = await reasonValidator.validate({ reason: this.reason })
    const user = await User.findBy('email', this.email)
    if (!user) throw new UnknownUser()
    const end = await this.app.container.make(EndUserSessions)
    await end.handle({ actor: systemActor('user:sign-out'), userId: user.id, reason })
    return { user_id: user.id, email: user.email }
  }

  protected describe({ email }: SignedOut) {
    return `${email} is signed out everywhere`
  }
}
