import { args, flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import User from '#identity/models/user'
import { UnknownUser } from '#identity/exceptions'
import { ResetSecondFactors } from '#identity/second_factor/actions/reset_second_factors'
import { reasonValidator } from '#identity/validators/account'

type Reset = { user_id: string; email: string }

export default class UserResetSecondFactor extends PlatformCommand<Reset> {
  static commandName = 'user:reset-second-factor'
  static description = 'Remove authenticator app, passkeys and recovery codes of somebody who lost them all'

  @args.string({ description: 'Email address of the account' })
  declare email: string

  @flags.string({ description: 'Kept in the audit log', required: true })
  declare reason: string

  protected async perform() {
    const { reason } = await reasonValidator.validate({ reason: this.reason })
    const user = await User.findBy('email', this.email)
    if (!user) throw new UnknownUser()
    const reset = await this.app.container.make(ResetSecondFactors)
    await reset.handle({ actor: systemActor('user:reset-second-factor'), userId: user.id, reason })
    return { user_id: user.id, email: user.email }
  }

  protected describe({ email }: Reset) {
    return `${email} signs in by password alone and is signed out everywhere`
  }
}
