import { args, flags } from '@adonisjs/core/ace'
import vine from '@vinejs/vine'
import app from '@adonisjs/core/services/app'
import ChangePlatformRole from '#identity/actions/change_platform_role'
import User from '#identity/models/user'
import { PlatformCommand } from '#core/commands/platform_command'
import { PLATFORM_ROLES } from '#core/rights'
import { systemActor, type Actor } from '#core/actor'
import { BindCustomRole } from '#identity/roles/bind_custom_role'
import { listCustomRoles } from '#identity/roles/custom_role'
import { UnknownUser } from '#identity/exceptions'

type Change = { user_id: string; email: string; role: string; granted: boolean; changed: boolean }

const roleValidator = vine.create({ role: vine.enum(PLATFORM_ROLES) })
const isSystemRole = (role: string): boolean => (PLATFORM_ROLES as readonly string[]).includes(role)

export default class UserRole extends PlatformCommand<Change> {
  static commandName = 'user:role'
  static description = 'Grant a platform role to an account, or take it away; also one that people made'

  @args.string({ description: 'Email address of the account' })
  declare email: string

  @args.string({ description: PLATFORM_ROLES.join(', ') })
  declare role: string

  @flags.boolean({ description: 'Take the role away' })
  declare revoke: boolean

  protected async perform() {
    const user = await User.findBy('email', this.email)
    if (!user) throw new UnknownUser()
    const custom = isSystemRole(this.role) ? null : (await listCustomRoles(null)).find(({ name }) => name === this.role)
    const change = { actor: systemActor('user:role'), userId: user.id, granted: !this.revoke }
    const changed = custom ? await this.#bind(change, custom.id) : await this.#assign(change)
    return { user_id: user.id, email: user.email, role: this.role, granted: change.granted, changed }
  }

  async #assign(change: { actor: Actor; userId: string; granted: boolean }): Promise<boolean> {
    const { role } = await roleValidator.validate({ role: this.role })
    return (await app.container.make(ChangePlatformRole)).handle({ ...change, role })
  }

  async #bind(change: { actor: Actor; userId: string; granted: boolean }, roleId: string): Promise<boolean> {
    return (await app.container.make(BindCustomRole)).handle({ ...change, roleId, access: null, tenantId: null })
  }

  protected describe({ email, role, granted, changed }: Change) {
    if (!changed) return granted ? `${email} is ${role} already` : `${email} is not ${role}`
    return granted ? `${email} is ${role} now` : `${email} is not ${role} any more`
  }
}
