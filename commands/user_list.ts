import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { listUsers } from '#identity/users/list_users'
import { toUserJson } from '#identity/users/user_json'
import { listUsersValidator } from '#identity/users/validators'

type Listed = { data: ReturnType<typeof toUserJson>[]; meta: { next_cursor: string | null } }

export default class UserList extends PlatformCommand<Listed> {
  static commandName = 'user:list'
  static description = 'List accounts, newest first'

  @flags.string({ description: 'Part of the name or the email address' })
  declare search?: string

  @flags.string({ description: 'active or blocked' })
  declare status?: string

  @flags.string({ description: 'Platform role' })
  declare role?: string

  @flags.number({ description: 'How many; 50 without' })
  declare limit?: number

  @flags.string({ description: 'Where the page before ended' })
  declare cursor?: string

  protected async perform() {
    const { search: q, status, role, limit: wanted, cursor } = this
    const { limit = 50, ...filters } = await listUsersValidator.validate({ q, status, role, limit: wanted, cursor })
    const { data, meta } = await listUsers({ limit, ...filters })
    return { data: data.map(toUserJson), meta }
  }

  protected describe({ data, meta }: Listed) {
    const lines = data.map(({ email, status, roles }) => [email, status, roles.join(',')].filter(Boolean).join('  '))
    return [...lines, ...(meta.next_cursor ? [`next: --cursor=${meta.next_cursor}`] : [])].join('\n') || 'Nobody'
  }
}
