import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Derives the plugins' figures from what was counted: totals, and a trend that compares the last week with the weeks before. */
export default class CountDownloads implements Job {
  async handle() {
    await sqlRun(
      db,
      `update plugins p set downloads_total = f.total, trend_score = f.trend
         from (select v.plugin_id, sum(d.unique_clients)::bigint as total,
                      coalesce(sum(d.unique_clients) filter (where d.day > current_date - 7), 0)
                        / greatest(1, coalesce(sum(d.unique_clients) filter (where d.day between current_date - 35 and current_date - 7), 0) / 4.0) as trend
                 from version_downloads d join plugin_versions v on v.id = d.version_id group by v.plugin_id) f
        where p.id = f.plugin_id and (p.downloads_total, p.trend_score) is distinct from (f.total, f.trend::real)`
    )
  }
}
