import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { claimMinutes } from '#moderation/settings'
import { holdsClaim } from '#moderation/actions/holds_claim'
import { lockReviewItem } from '#moderation/queries/review_items'
import { FourEyesRequired, ReviewConflict, ReviewItemNotFound } from '#moderation/exceptions'
import type { Actor } from '#core/actor'

export type Escalation = { actor: Actor; itemId: string; expectedVersion: number; note: string }

/** Hands a thing up: from now on administrators decide it, and not whoever handed it up. Once. */
@inject()
export class EscalateReviewItem {
  constructor(
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, itemId, expectedVersion, note }: Escalation): Promise<void> {
    const minutes = await this.settings.get(claimMinutes)
    await db.transaction(async (trx) => {
      const item = await lockReviewItem(trx, itemId)
      if (!item) throw new ReviewItemNotFound()
      if (item.owner_ids.includes(actor.userId ?? '')) throw new FourEyesRequired()
      const isWaiting = (item.state === 'open' || item.state === 'claimed') && !item.escalated_at
      if (!isWaiting || item.version !== expectedVersion || holdsClaim(item, { minutes, besides: actor.userId })) throw new ReviewConflict()
      await sqlRun(
        trx,
        `update review_items set state = 'open', claimed_by = null, claimed_at = null, escalated_at = now(), escalated_by = ?, escalation_note = ?,
                version = version + 1 where id = ?`,
        [actor.userId, note, item.id]
      )
      const target = { type: 'review_item', id: item.id, label: item.title }
      await this.audit.record(trx, { actor, action: 'moderation.item_escalated', target, reason: note })
      const payload = { item_id: item.id, title: item.title, note, escalated_by: actor.userId }
      await this.outbox.record(trx, { name: 'moderation.item_escalated.v1', aggregateId: item.id, payload })
    })
  }
}
