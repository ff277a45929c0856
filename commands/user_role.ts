import { args, flags } from '@adonisjs/core/ace'
import vine from '@vinejs/vine'
import app from '@adonisjs/core/services/app'
import ChangePlatformRole from '#identity/actions/change_platform_role'
import User from '#identity/models/user'
import { PlatformCommand } from '#core/commands/platform_command'
import { PLATFORM_ROLES } from '#core/rights'
import { systemActor } from '#core/actor'
import { UnknownUser } from '#identity/exceptions'

type Change = { user_id: string; email: string; role: string; granted: boolean; changed: boolean }

const roleValidator = vine.create({ role: vine.enum(PLATFORM_ROLES) })

export default class UserRole extends PlatformCommand<Change> {
  static commandName = 'user:role'
  static description = 'Grant a platform role to an account, or take it away'

  @args.string({ description: 'Email address of the account' })
  declare email: string

  @args.string({ description: PLATFORM_ROLES.join(', ') })
  declare role: string

  @flags.boolean({ description: 'Take the role away' })
  declare revoke: boolean

  protected async perform() {
    const { role } = await roleValidator.validate({ role: this.role })
    const user = await User.findBy('email', this.email)
    if (!user) throw new UnknownUser()
    const change = await app.container.make(ChangePlatformRole)
    const granted = !this.revoke
    const changed = await change.handle({ actor: systemActor('user:role'), userId: user.id, role, granted })
    return { user_id: user.id, email: user.email, role, granted, changed }
  }

  protected describe({ email, role, granted, changed }: Change) {
    if (!changed) return granted ? `${email} is ${role} already` : `${email} is not ${role}`
    return granted ? `${email} is ${role} now` : `${email} is not ${role} any more`
  }
}
