import { inject } from '@adonisjs/core'
import UpdateProfile from '#identity/actions/update_profile'
import { meValidator } from '#identity/validators/account'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

/** One's own account, for programs. There is no id in the path: nobody reaches another's. */
@inject()
export default class MeController {
  constructor(private readonly updateProfile: UpdateProfile) {}

  show({ user, access }: HttpContext) {
    return toMeJson(user!, access)
  }

  async update({ actor, user, access, request }: HttpContext) {
    const { full_name: fullName, ...rest } = await request.validateUsing(meValidator, { meta: { current: user!.username } })
    return toMeJson(await this.updateProfile.handle({ actor, userId: user!.id, fullName, ...rest }), access)
  }
}

const toMeJson = (user: User, access: HttpContext['access']) => ({
  user_id: user.id,
  username: user.username,
  email: user.email,
  email_confirmed: user.emailConfirmedAt !== null,
  full_name: user.fullName,
  locale: user.locale,
  tenant_id: access.tenantId,
  tenant_role: access.tenantRole,
  platform_roles: access.platformRoles,
})
