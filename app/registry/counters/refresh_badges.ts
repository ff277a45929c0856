import { sqlRun, type SqlClient } from '#core/database/sql'
import { EARNED_BADGES } from '#registry/counters/earned_badges'

/** Keeps what `EARNED_BADGES` says in `plugins.badges`, where it can be searched by: of these plugins, else of all. */
export const refreshBadges = (client: SqlClient, pluginIds: string[] | null) =>
  sqlRun(
    client,
    `update plugins p set badges = f.earned
       from (select p.id, ${EARNED_BADGES} as earned from plugins p join publishers b on b.id = p.publisher_id
              where ?::uuid[] is null or p.id = any(?)) f
      where p.id = f.id and p.badges is distinct from f.earned`,
    [pluginIds, pluginIds]
  )
