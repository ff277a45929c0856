import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Days after which a download weighs half: in the pace of now, and in the pace that is usual. */
const NOW_HALVES = 3
const USUAL_HALVES = 30
/** Older days weigh nothing that could be seen. */
const DAYS = 180
/** Downloads a day that few downloads are measured against: three instead of one are no trend. */
const FLOOR = 10

/**
 * How much faster a plugin is downloaded now than usual, in units of what chance alone would do. Both paces are averages
 * that decay by the day, so that a total, however large, is no trend, and a trend fades when downloads stop.
 */
export default class RankTrends implements Job {
  async handle() {
    await sqlRun(db, TRENDS, [NOW_HALVES, NOW_HALVES, USUAL_HALVES, USUAL_HALVES, DAYS, FLOOR])
  }
}

const pace = `sum(d.unique_clients * power(0.5, (current_date - d.day) / ?::float8)) * (1 - power(0.5, 1 / ?::float8))`

const TRENDS = `
  update plugins p set trend_score = f.score
    from (select a.id, greatest(0, (coalesce(t.now, 0) - coalesce(t.usual, 0)) / sqrt(coalesce(t.usual, 0) + k.floor))::real as score
            from plugins a
            left join (select v.plugin_id, ${pace} as now, ${pace} as usual
                         from version_downloads d join plugin_versions v on v.id = d.version_id
                        where d.day > current_date - ?::int group by v.plugin_id) t on t.plugin_id = a.id
            cross join (select ?::float8 as floor) k
           where t.plugin_id is not null or a.trend_score <> 0) f
   where p.id = f.id and p.trend_score is distinct from f.score`
