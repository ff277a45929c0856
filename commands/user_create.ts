import { flags } from '@adonisjs/core/ace'
import app from '@adonisjs/core/services/app'
import CreateUser from '#identity/actions/create_user'
import User from '#identity/models/user'
import { PlatformCommand } from '#core/commands/platform_command'
import { newUserValidator } from '#identity/validators/account'
import { systemActor } from '#core/actor'
import { readPassword } from '#identity/read_password'

export default class UserCreate extends PlatformCommand<{ user_id: string; email: string; username: string; roles: string[] }> {
  static commandName = 'user:create'
  static description = 'Create an account, with platform roles when asked'
  static help = ['The password is read from the standard input, or asked for: it must not stay in the shell history.']

  @flags.string({ description: 'Email address', required: true })
  declare email: string

  @flags.string({ description: 'Full name' })
  declare name: string

  @flags.array({ description: 'Platform role; may be given several times' })
  declare role: string[]

  @flags.string({ description: 'Language of the account: en or ru' })
  declare locale: string

  protected async perform() {
    const password = await readPassword(this.prompt)
    const input = await newUserValidator.validate({
      email: this.email,
      password,
      fullName: this.name ?? this.email,
      locale: this.locale ?? 'en',
      roles: this.role ?? [],
    })
    const createUser = await app.container.make(CreateUser)
    const user: User = await createUser.handle({ ...input, actor: systemActor('user:create') })
    return { user_id: user.id, email: user.email, username: user.username, roles: input.roles }
  }

  protected describe({ email, user_id, roles }: { email: string; user_id: string; roles: string[] }) {
    return `Created ${email} (${user_id})${roles.length ? ` as ${roles.join(', ')}` : ''}`
  }
}
