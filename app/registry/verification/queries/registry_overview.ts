import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { listTotals, type Totals } from '#registry/verification/queries/registry_totals'
import type { DownloadDay } from '#registry/counters/queries/download_days'

export type TopPlugin = { name: string; publisher: string; people: number }
export type RegistryOverview = { totals: Totals; days: DownloadDay[]; top: TopPlugin[] }

/** What the operator sees of the registry: figures, downloads of all plugins by day, the most downloaded. Three statements. */
export async function readRegistryOverview(days: number): Promise<RegistryOverview> {
  const [totals, byDay, top] = await Promise.all([
    listTotals(),
    sqlRows<DownloadDay>(
      db,
      `select to_char(s.day, 'YYYY-MM-DD') as day, coalesce(sum(d.unique_clients), 0)::int as people, coalesce(sum(d.updates), 0)::int as updates,
              coalesce(sum(d.automated), 0)::int as automated, coalesce(sum(d.raw), 0)::int as raw
         from generate_series(current_date - ?::int + 1, current_date, interval '1 day') s (day) left join version_downloads d on d.day = s.day
        group by s.day order by s.day`,
      [days]
    ),
    sqlRows<TopPlugin>(
      db,
      `select p.name, b.name as publisher, x.people from (
         select v.plugin_id, sum(d.unique_clients)::int as people from version_downloads d join plugin_versions v on v.id = d.version_id
          where d.day > current_date - ?::int group by 1 order by 2 desc, 1 limit 10) x
         join plugins p on p.id = x.plugin_id join publishers b on b.id = p.publisher_id order by x.people desc, p.name`,
      [days]
    ),
  ])
  return { totals, days: byDay, top }
}
