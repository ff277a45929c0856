import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { unlessHeldBack } from '#identity/confirmations/held_back'
import { worthwhile } from '#identity/second_factor/withheld_roles'
import type { RoleGrant } from '#identity/user_access'

/** `provedAt`: when the person of the token's sign-in last proved who they are, in milliseconds. */
export type Identity = { user: User; grants: RoleGrant[]; provedAt: number }

/** System roles by name; of roles that people made, what they allow: the modules do not know it. */
const GRANTS = `(
  select coalesce(json_agg(json_build_object('role', g.role, 'tenant_id', g.tenant_id, 'permissions', g.permissions) order by g.tenant_id, g.role), '[]')
  from (select role, tenant_id, null::text[] as permissions from role_grants where user_id = users.id
        union all select null, tenant_id, permissions from custom_role_grants where user_id = users.id) g
) as grants`

/**
 * The user and all their roles in one query. Blocked users are not found, so a block counts from the next request on.
 * @param familyId the sign-in a token belongs to; a revoked one finds nobody
 */
export async function findIdentity(userId: string, familyId?: string): Promise<Identity | null> {
  const query = User.query().where('users.id', userId).where('users.status', 'active').select('users.*', db.raw(GRANTS))
  if (familyId) {
    query.select(db.raw('(select proved_at from refresh_families where id = ?) as proved_at', [familyId]))
    query.whereExists((families) =>
      families.from('refresh_families').where('id', familyId).where('user_id', userId).whereNull('revoked_at')
    )
  }
  const user = await query.first()
  if (!user) return null
  const provedAt = (user.$extras.proved_at as Date | null | undefined)?.getTime() ?? 0
  return { user, grants: (user.$extras.grants = await unlessHeldBack(user, await worthwhile(user, user.$extras.grants as RoleGrant[]))), provedAt }
}
