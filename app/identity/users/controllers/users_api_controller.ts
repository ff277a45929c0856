import { inject } from '@adonisjs/core'
import UserPolicy from '#identity/policies/user_policy'
import { findAccount } from '#identity/queries/find_account'
import { InviteUser } from '#identity/users/invite_user'
import { EndUserSessions } from '#identity/users/end_user_sessions'
import { listUsers } from '#identity/users/list_users'
import { companiesOf } from '#identity/roles/choose_company'
import { toAccountJson, toUserJson } from '#identity/users/user_json'
import { inviteUserValidator, listUsersValidator } from '#identity/users/validators'
import { reasonValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 50

/** Accounts, for staff's programs. */
@inject()
export default class UsersApiController {
  constructor(
    private readonly inviteUser: InviteUser,
    private readonly endUserSessions: EndUserSessions
  ) {}

  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('view')
    const { limit = PAGE, ...filters } = await listUsersValidator.validate(request.qs())
    const { data, meta } = await listUsers({ limit, ...filters })
    return { data: data.map(toUserJson), meta }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('view')
    return { data: await read(params.id as string) }
  }

  /** Without a password: a letter asks for one. */
  async store({ actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('create')
    const { full_name: fullName, locale = 'en', ...account } = await request.validateUsing(inviteUserValidator)
    const user = await this.inviteUser.handle({ actor, fullName, locale, ...account })
    return response.created({ data: await read(user.id) })
  }

  async endSessions({ actor, bouncer, params, request, response }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('endSessions', account)
    const { reason } = await request.validateUsing(reasonValidator)
    await this.endUserSessions.handle({ actor, userId: account.id, reason })
    return response.noContent()
  }
}

async function read(id: string) {
  const [account, companies] = await Promise.all([findAccount(id), companiesOf(id)])
  return toAccountJson({ ...account, companies })
}
