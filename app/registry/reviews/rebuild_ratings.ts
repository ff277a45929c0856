import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { SHOWN_REVIEW } from '#registry/reviews/review_states'
import { listWrongRatings, refreshRating } from '#registry/reviews/refresh_ratings'

/**
 * Takes the average that ratings are drawn towards anew, and makes every rating what its reviews say, each with its plugin
 * held. Answers the plugins whose kept rating was wrong before: there should never be one.
 */
export async function rebuildRatings(weight: number): Promise<string[]> {
  const wrong = await listWrongRatings(weight)
  await sqlRun(
    db,
    `update rating_prior set computed_at = now(),
       mean = coalesce((select round(avg(r.rating), 2) from reviews r where ${SHOWN_REVIEW}), mean)`
  )
  for (const pluginId of await listWrongRatings(weight)) {
    await db.transaction(async (trx) => {
      await sqlRun(trx, 'select 1 from plugins where id = ? for no key update', [pluginId])
      await refreshRating(trx, pluginId, weight)
    })
  }
  return wrong
}
