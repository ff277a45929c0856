import { sqlRows, type SqlClient } from '#core/database/sql'

/** A password, passkeys that are believed, and providers that are switched on; without the one that is to go. */
const WAYS = `
  select (select count(*) from users where id = :user and password_hash is not null)
       + (select count(*) from passkeys where user_id = :user and distrusted_at is null)
       + (select count(*) from user_identities i join identity_providers p on p.id = i.provider_id and p.is_enabled
           where i.user_id = :user and i.id is distinct from :identity) as ways`

/** How many ways to sign in a person has beside one of their identities. */
export async function countOtherWays(
  client: SqlClient,
  { userId, identityId }: { userId: string; identityId: string | null }
): Promise<number> {
  const sql = WAYS.replaceAll(':user', '?::uuid').replaceAll(':identity', '?::uuid')
  const [{ ways }] = await sqlRows<{ ways: number | string }>(client, sql, [userId, userId, userId, identityId])
  return Number(ways)
}
