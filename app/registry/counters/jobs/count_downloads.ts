import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { clientsPerNetwork } from '#registry/counters/counter_settings'
import type { Job } from '#core/jobs/types'

/** Who downloaded what is forgotten after this many days; the figures of each day stay. */
const KEPT_DAYS = 2

/** Days that can still change. */
const OPEN_DAYS = 4

/**
 * Makes a day's figures what the clients seen that day say, and the plugins' totals what the days say. Nothing is added to
 * anything, so running twice changes nothing. Of one network only so many clients of a version count.
 */
@inject()
export default class CountDownloads implements Job {
  constructor(private readonly settings: Settings) {}

  async handle() {
    const most = await this.settings.get(clientsPerNetwork)
    await db.transaction(async (trx) => {
      await sqlRun(trx, FOLD, [most, most, most])
      await sqlRun(trx, 'delete from download_uniques where day < current_date - ?::int', [KEPT_DAYS])
    })
    await sqlRun(db, TOTALS, [OPEN_DAYS])
  }
}

const FOLD = `
  insert into version_downloads (version_id, day, raw, unique_clients, updates, automated)
  select n.version_id, n.day, sum(n.hits), sum(least(n.people, ?)), sum(least(n.updates, ?)), sum(least(n.machines, ?))
    from (select version_id, day, network_hash, sum(hits) as hits,
                 count(*) filter (where not is_automated) as people,
                 count(*) filter (where not is_automated and is_update) as updates,
                 count(*) filter (where is_automated) as machines
            from download_uniques group by version_id, day, network_hash) n
   group by n.version_id, n.day
  on conflict (version_id, day) do update set raw = excluded.raw, unique_clients = excluded.unique_clients,
    updates = excluded.updates, automated = excluded.automated`

/** Only plugins that were downloaded in the last days can have another total. */
const TOTALS = `
  update plugins p set downloads_total = f.total
    from (select v.plugin_id, sum(d.unique_clients)::bigint as total
            from plugin_versions v join version_downloads d on d.version_id = v.id
           where v.plugin_id in (select c.plugin_id from version_downloads n join plugin_versions c on c.id = n.version_id
                                  where n.day >= current_date - ?::int)
           group by v.plugin_id) f
   where p.id = f.plugin_id and p.downloads_total is distinct from f.total`
