import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { nudge } from '#core/live/nudge'
import { PLUGIN_VERSION } from '#moderation/subjects/plugin_version_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A version that its publisher took back waits for nobody any more. */
export default class WithdrawVersionReview implements Job<DomainEvent<{ version_id: string }>> {
  async handle({ payload }: DomainEvent<{ version_id: string }>) {
    const withdrawn = await sqlRun(
      db,
      `update review_items set state = 'withdrawn', claimed_by = null, claimed_at = null, version = version + 1
        where subject_type = ? and subject_id = ? and state in ('open', 'claimed')`,
      [PLUGIN_VERSION, payload.version_id]
    )
    if (withdrawn) nudge('moderation/queue')
  }
}
