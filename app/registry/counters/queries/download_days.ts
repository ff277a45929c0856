import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_VERSION } from '#registry/queries/visibility'

export type DownloadDay = { day: string; people: number; updates: number; automated: number; raw: number }

/** A plugin's downloads of the last days, one row a day, also where there was none. */
export const listDownloadDays = (pluginId: string, days: number) =>
  sqlRows<DownloadDay>(
    db,
    `select to_char(s.day, 'YYYY-MM-DD') as day, coalesce(sum(d.unique_clients), 0)::int as people, coalesce(sum(d.updates), 0)::int as updates,
            coalesce(sum(d.automated), 0)::int as automated, coalesce(sum(d.raw), 0)::int as raw
       from generate_series(current_date - ?::int + 1, current_date, interval '1 day') s (day)
       left join (select n.* from version_downloads n join plugin_versions v on v.id = n.version_id
                   where v.plugin_id = ? and n.day > current_date - ?::int) d on d.day = s.day
      group by s.day order by s.day`,
    [days, pluginId, days]
  )

/** Which public versions people fetched in the last days, the most fetched first. */
export const listVersionDownloads = (pluginId: string, { days, limit }: { days: number; limit: number }) =>
  sqlRows<{ version: string; people: number }>(
    db,
    `select v.version, sum(d.unique_clients)::int as people
       from plugin_versions v join version_downloads d on d.version_id = v.id and d.day > current_date - ?::int
      where v.plugin_id = ? and ${PUBLIC_VERSION} group by v.id order by people desc, v.semver_key desc limit ?`,
    [days, pluginId, limit]
  )
