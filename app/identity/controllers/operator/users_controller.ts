import { operatorTimeline } from '#core/audit/list_timeline'
import UserPolicy from '#identity/policies/user_policy'
import { allUsers, usersTable } from '#identity/tables/users_table'
import { listCustomRoles } from '#identity/roles/custom_role'
import { findAccount, listSignIns } from '#identity/queries/find_account'
import { userPage } from '#identity/users/user_page'
import type { HttpContext } from '@adonisjs/core/http'

/** Everybody with an account, and one of them whole. */
export default class UsersController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('view')
    const mayInvite = await ctx.bouncer.with(UserPolicy).allows('create')
    const table = usersTable(await listCustomRoles(null))
    return table.render(ctx, allUsers, { view: 'identity/operator/users', data: { mayInvite } })
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('view')
    const account = await findAccount(ctx.params.id as string)
    const [signIns, timeline, page] = await Promise.all([
      listSignIns(account.id),
      operatorTimeline(ctx, { type: 'user', id: account.id }),
      userPage(ctx, account),
    ])
    return ctx.view.render('identity/operator/user', { account, signIns, timeline, ...page })
  }
}
