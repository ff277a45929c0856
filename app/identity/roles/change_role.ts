import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import UserPolicy from '#identity/policies/user_policy'
import { findAccount } from '#identity/queries/find_account'
import { BindCustomRole } from '#identity/roles/bind_custom_role'
import { GrantPlatformRole, type RoleAnswer } from '#identity/roles/grant_platform_role'
import type { HttpContext } from '@adonisjs/core/http'
import type { PlatformRole } from '#core/rights'

export type RoleWish = { userId: string; granted: boolean; role?: PlatformRole; roleId?: string; reason: string }

/** Gives or takes a role of the platform, whichever kind it is: the same for the page and the API. */
@inject()
export class ChangeRole {
  constructor(
    private readonly systemRoles: GrantPlatformRole,
    private readonly customRoles: BindCustomRole
  ) {}

  async handle({ access, actor, bouncer }: Pick<HttpContext, 'access' | 'actor' | 'bouncer'>, wish: RoleWish): Promise<RoleAnswer> {
    const { userId, granted, role, roleId, reason } = wish
    const account = await findAccount(userId)
    await bouncer.with(UserPolicy).authorize('changeRole', account, role ?? 'user')
    if (role) return this.systemRoles.handle({ actor, userId, role, granted, reason })
    if (!roleId) throw new Forbidden()
    const changed = await this.customRoles.handle({ actor, access, tenantId: null, roleId, userId, granted, reason })
    return { changed, proposalId: null }
  }
}
