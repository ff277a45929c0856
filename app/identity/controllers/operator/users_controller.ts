import UserPolicy from '#identity/policies/user_policy'
import { PLATFORM_ROLES } from '#core/rights'
import { allUsers, usersTable } from '#identity/tables/users_table'
import { findAccount, listAccountEvents, listSignIns } from '#identity/queries/find_account'
import type { HttpContext } from '@adonisjs/core/http'

/** Everybody with an account, and one of them whole. */
export default class UsersController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('view')
    return usersTable.render(ctx, allUsers, { view: 'identity/operator/users' })
  }

  async show({ bouncer, params, view }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('view')
    const account = await findAccount(params.id)
    const [signIns, events] = await Promise.all([listSignIns(account.id), listAccountEvents(account.id)])
    const policy = bouncer.with(UserPolicy)
    const roles = PLATFORM_ROLES.toReversed()
    const isChangeable = await Promise.all(roles.map((role) => policy.allows('changeRole', account, role)))
    const changeableRoles = roles.filter((_, at) => isChangeable[at])
    return view.render('identity/operator/user', {
      account,
      signIns,
      events,
      mayBlock: await policy.allows('block', account),
      grantable: changeableRoles.filter((role) => !account.roles.includes(role)),
      revocable: changeableRoles.filter((role) => account.roles.includes(role)),
    })
  }
}
