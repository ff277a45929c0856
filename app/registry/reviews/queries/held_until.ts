import { sqlRows, type SqlClient } from '#core/database/sql'

type Rule = { hours: number; most: number }

/**
 * Until when a review waits, if it does: many at once by new accounts that never had the plugin are how ratings are made.
 * The first few are shown at once; more of them are held until each account is old enough. The plugin's row is held.
 */
export async function heldUntil(
  trx: SqlClient,
  { pluginId, userId }: { pluginId: string; userId: string },
  { hours, most }: Rule
): Promise<Date | null> {
  const [row] = await sqlRows<{ until: Date | null }>(
    trx,
    `select u.created_at + ? * interval '1 hour' as until from users u
      where u.id = ? and u.created_at > now() - ? * interval '1 hour'
        and (select count(*) from (
               select 1 from reviews r join users w on w.id = r.user_id
                where r.plugin_id = ? and not r.is_verified and r.created_at > now() - interval '1 day'
                  and w.created_at > r.created_at - ? * interval '1 hour' limit ?) young) >= ?`,
    [hours, userId, hours, pluginId, hours, most, most]
  )
  return row?.until ?? null
}
