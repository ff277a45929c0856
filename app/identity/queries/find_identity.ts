import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import type { RoleGrant } from '#identity/user_access'

export type Identity = { user: User; grants: RoleGrant[] }

const GRANTS = `(
  select coalesce(json_agg(json_build_object('role', g.role, 'tenant_id', g.tenant_id) order by g.tenant_id, g.role), '[]')
  from role_grants g where g.user_id = users.id
) as grants`

/**
 * The user and all their roles in one query. Blocked users are not found, so a block counts from the next request on.
 * @param familyId the sign-in a token belongs to; a revoked one finds nobody
 */
export async function findIdentity(userId: string, familyId?: string): Promise<Identity | null> {
  const query = User.query().where('users.id', userId).where('users.status', 'active').select('users.*', db.raw(GRANTS))
  if (familyId) {
    query.whereExists((families) =>
      families.from('refresh_families').where('id', familyId).where('user_id', userId).whereNull('revoked_at')
    )
  }
  const user = await query.first()
  return user && { user, grants: user.$extras.grants as RoleGrant[] }
}
