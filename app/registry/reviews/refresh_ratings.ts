import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { SHOWN_REVIEW } from '#registry/reviews/review_states'

/** Derived from the reviews that are shown. Bayesian: as if `weight` people more had given the average of all plugins. */
const FIGURES = `coalesce(sum(r.rating), 0)::int as sum, count(r.rating)::int as count,
  (case when count(r.rating) = 0 then 0 else (coalesce(sum(r.rating), 0) + ? * prior.mean) / (count(r.rating) + ?) end)::real as bayes`

/**
 * Makes one plugin's rating what its reviews say. The caller's transaction holds the plugin's row, so that of two
 * changes at once the second counts the first.
 */
export async function refreshRating(trx: SqlClient, pluginId: string, weight: number): Promise<void> {
  await sqlRun(
    trx,
    `update plugins p set rating_sum = f.sum, rating_count = f.count, rating_bayes = f.bayes
       from (select prior.mean, ${FIGURES} from rating_prior prior left join reviews r on r.plugin_id = ? and ${SHOWN_REVIEW} group by prior.mean) f
      where p.id = ?`,
    [weight, weight, pluginId, pluginId]
  )
}

/** Plugins whose kept rating is not what their reviews say. */
export async function listWrongRatings(weight: number): Promise<string[]> {
  const rows = await sqlRows<{ id: string }>(
    db,
    `select f.id from (select p.id, p.rating_sum, p.rating_count, p.rating_bayes, ${FIGURES}
                         from plugins p cross join rating_prior prior left join reviews r on r.plugin_id = p.id and ${SHOWN_REVIEW}
                        group by p.id, prior.mean) f
      where (f.rating_sum, f.rating_count, f.rating_bayes) is distinct from (f.sum, f.count, f.bayes) order by f.id`,
    [weight, weight]
  )
  return rows.map(({ id }) => id)
}
