import app from '@adonisjs/core/services/app'
import { Settings } from '#core/settings/settings'
import { requireConfirmedEmail } from '#identity/sign_in/settings'
import type User from '#identity/models/user'
import type { RoleGrant } from '#identity/user_access'

let settings: Settings | undefined

/**
 * Where the operator wishes so, who has not confirmed their address holds no role but the buyer's: they may look, buy and write
 * about what they bought, and work in no panel and no company. Settings are read from memory, so this costs no query.
 */
export async function unlessHeldBack(user: User, grants: RoleGrant[]): Promise<RoleGrant[]> {
  if (user.emailConfirmedAt) return grants
  settings ??= await app.container.make(Settings)
  if (!(await settings.get(requireConfirmedEmail))) return grants
  user.isHeldBack = true
  return grants.map((grant) => (grant.tenant_id === null && grant.role === 'user' ? grant : { ...grant, role: null, permissions: null }))
}
