import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'

const PAGE = 500

/**
 * Takes it upon this event to tell of a version. False for a version that an earlier event told of, as when it comes back
 * from a quarantine, and for one that nobody may see any more; true again when the same event is repeated.
 */
export async function claimRelease(versionId: string, eventId: string): Promise<boolean> {
  const rows = await sqlRows<{ event_id: string }>(
    db,
    `insert into release_notices as r (version_id, event_id)
     select v.id, ?::uuid from plugin_versions v join plugins p on p.id = v.plugin_id where v.id = ? and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION}
     on conflict (version_id) do update set event_id = r.event_id returning event_id`,
    [eventId, versionId]
  )
  return rows[0]?.event_id === eventId
}

/** Those who follow the plugin or its publisher and want to hear of it, each once, some hundred at a time. */
export async function* listFollowers(pluginId: string): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await sqlRows<{ user_id: string }>(db, FOLLOWERS, [pluginId, after, PAGE, pluginId, after, PAGE, PAGE])
    if (rows.length) yield rows.map(({ user_id: id }) => id)
    if (rows.length < PAGE) return
    after = rows.at(-1)!.user_id
  }
}

const HEARS = 'not exists (select 1 from muted_release_notices m where m.user_id = f.user_id)'

const FOLLOWERS = `
  select user_id from (
    (select f.user_id from plugin_follows f where f.plugin_id = ? and f.user_id > ? and ${HEARS} order by f.user_id limit ?)
    union
    (select f.user_id from plugins p join publisher_follows f on f.publisher_id = p.publisher_id
      where p.id = ? and f.user_id > ? and ${HEARS} order by f.user_id limit ?)) x
   order by user_id limit ?`
