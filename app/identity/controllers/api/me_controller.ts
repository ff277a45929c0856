import type { HttpContext } from '@adonisjs/core/http'

export default class MeController {
  show({ user, access }: HttpContext) {
    return {
      user_id: user!.id,
      username: user!.username,
      email: user!.email,
      email_confirmed: user!.emailConfirmedAt !== null,
      full_name: user!.fullName,
      locale: user!.locale,
      tenant_id: access.tenantId,
      tenant_role: access.tenantRole,
      platform_roles: access.platformRoles,
    }
  }
}
