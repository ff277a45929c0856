import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { FourEyes } from '#core/four_eyes/four_eyes'
import { findAccount } from '#identity/queries/find_account'
import { superadminNeedsTwo } from '#identity/roles/settings'
import ChangePlatformRole, { type ChangePlatformRoleInput } from '#identity/actions/change_platform_role'

export const GRANT_SUPERADMIN = 'identity.grant_superadmin'

/** What became of the wish: the role changed, nothing had to, or it waits for a second person. */
export type RoleAnswer = { changed: boolean; proposalId: string | null }

/** Changes a platform role for somebody signed in. Making a superadmin takes two of them; the terminal needs nobody. */
@inject()
export class GrantPlatformRole {
  constructor(
    private readonly changeRole: ChangePlatformRole,
    private readonly fourEyes: FourEyes,
    private readonly settings: Settings
  ) {}

  async handle(input: ChangePlatformRoleInput): Promise<RoleAnswer> {
    const needsTwo = input.granted && input.role === 'superadmin' && (await this.settings.get(superadminNeedsTwo))
    if (!needsTwo) return { changed: await this.changeRole.handle(input), proposalId: null }
    const account = await findAccount(input.userId)
    if (account.roles.includes('superadmin')) return { changed: false, proposalId: null }
    const proposalId = await this.fourEyes.propose({
      actor: input.actor,
      kind: GRANT_SUPERADMIN,
      subject: { type: 'user', id: account.id, label: account.email },
      payload: { role: input.role },
      reason: input.reason ?? '',
    })
    return { changed: false, proposalId }
  }
}
