import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { nudge } from '#core/live/nudge'

/** What waited and no longer has to be decided leaves the queue. Done twice it is harmless. */
export async function withdrawReviewItem({ subjectType, subjectId }: { subjectType: string; subjectId: string }): Promise<void> {
  const withdrawn = await sqlRun(
    db,
    `update review_items set state = 'withdrawn', claimed_by = null, claimed_at = null, version = version + 1
      where subject_type = ? and subject_id = ? and state in ('open', 'claimed')`,
    [subjectType, subjectId]
  )
  if (withdrawn) nudge('moderation/queue')
}
