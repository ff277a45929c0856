import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What a review said at each time: others may have judged it by that. */
export const keepRevision = (trx: TransactionClientContract, reviewId: string) =>
  sqlRun(
    trx,
    `insert into review_revisions (review_id, revision, version_id, rating, title, comment)
     select id, revision, version_id, rating, title, comment from reviews where id = ?`,
    [reviewId]
  )
