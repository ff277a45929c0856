import db from '@adonisjs/lucid/services/db'
import { preparedRows } from '#core/database/prepared'
import User from '#identity/models/user'
import { unlessHeldBack } from '#identity/confirmations/held_back'
import { worthwhile } from '#identity/second_factor/withheld_roles'
import type { ModelObject } from '@adonisjs/lucid/types/model'
import type { RoleGrant } from '#identity/user_access'

/** `provedAt`: when the person of the token's sign-in last proved who they are, in milliseconds. */
export type Identity = { user: User; grants: RoleGrant[]; provedAt: number }

/** System roles by name; of roles that people made, what they allow: the modules do not know it. */
const GRANTS = `(
  select coalesce(json_agg(json_build_object('role', g.role, 'tenant_id', g.tenant_id, 'permissions', g.permissions, 'role_id', g.role_id) order by g.tenant_id, g.role), '[]')
  from (select role, tenant_id, null::text[] as permissions, null::uuid as role_id from role_grants where user_id = users.id
        union all select null, tenant_id, permissions, role_id from custom_role_grants where user_id = users.id) g
) as grants`

/**
 * The user and all their roles in one query. Blocked users are not found, so a block counts from the next request on.
 * @param familyId the sign-in a token belongs to; a revoked one finds nobody
 */
export async function findIdentity(userId: string, familyId?: string): Promise<Identity | null> {
  const [row] = familyId
    ? await preparedRows<ModelObject>(`${selected('f.proved_at')} ${OF_SIGN_IN} ${ACTIVE}`, [familyId, userId])
    : await preparedRows<ModelObject>(`${selected('null as proved_at')} ${ACTIVE}`, [userId])
  if (!row) return null
  const user = User.$createFromAdapterResult(row, {}, { connection: db.primaryConnectionName })!
  const provedAt = (user.$extras.proved_at as Date | null | undefined)?.getTime() ?? 0
  return {
    user,
    grants: (user.$extras.grants = await unlessHeldBack(user, await worthwhile(user, user.$extras.grants as RoleGrant[]))),
    provedAt,
  }
}

const OF_SIGN_IN = 'join refresh_families f on f.id = ? and f.user_id = users.id and f.revoked_at is null'
const ACTIVE = `where users.id = ? and users.status = 'active'`

/** Columns by name: a prepared `*` fails on every open connection as soon as a migration adds one. */
function selected(provedAt: string): string {
  columns ??= [...User.$columnsDefinitions.values()].map(({ columnName }) => `users.${columnName}`).join(', ')
  return `select ${columns}, ${GRANTS}, ${provedAt} from users`
}

let columns: string | undefined
