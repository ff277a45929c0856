import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { claimMinutes } from '#moderation/settings'
import { assertMayDecide } from '#moderation/actions/assert_may_decide'
import { holdsClaim } from '#moderation/actions/holds_claim'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import { lockReviewItem, type LockedItem } from '#moderation/queries/review_items'
import { ReviewConflict, ReviewItemNotFound } from '#moderation/exceptions'
import type { Actor } from '#core/actor'
import type { Decision, ReasonCode } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type DecideInput = {
  actor: Actor
  itemId: string
  /** The version of the item that the moderator was looking at. */
  expectedVersion: number
  decision: Decision
  reasonCode: ReasonCode
  publicReason: string
  internalNote?: string
  /** Whether the actor may decide what was handed up. */
  decidesEscalated?: boolean
}

/** Decides a waiting thing: queue and thing change in one transaction, or neither does. */
@inject()
export class DecideReviewItem {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ itemId, expectedVersion, decidesEscalated = false, ...decision }: DecideInput): Promise<{ title: string }> {
    const minutes = await this.settings.get(claimMinutes)
    return db.transaction(async (trx) => {
      const item = await lockReviewItem(trx, itemId)
      if (!item) throw new ReviewItemNotFound()
      assertMayDecide(item, { userId: decision.actor.userId, decidesEscalated })
      const isWaiting = item.state === 'open' || item.state === 'claimed'
      if (!isWaiting || item.version !== expectedVersion || holdsClaim(item, { minutes, besides: decision.actor.userId })) {
        throw new ReviewConflict()
      }

      const subject = this.subjects.of(item.subject_type)
      if (!subject.decisions.includes(decision.decision)) throw new ReviewConflict()
      await subject.decide(trx, { ...decision, subjectId: item.subject_id })
      await this.#record(trx, item, decision)
      return { title: item.title }
    })
  }

  async #record(
    trx: TransactionClientContract,
    item: LockedItem,
    { actor, decision, reasonCode, publicReason, internalNote }: Omit<DecideInput, 'itemId' | 'expectedVersion' | 'decidesEscalated'>
  ) {
    await trx
      .from('review_items')
      .where('id', item.id)
      .update({ state: 'decided', decision, decided_by: actor.userId, decided_at: trx.raw('now()'), version: item.version + 1 })
    await trx.table('decisions').insert({
      id: newId(),
      item_id: item.id,
      decision,
      reason_code: reasonCode,
      public_reason: publicReason,
      internal_note: internalNote ?? null,
      decided_by: actor.userId,
    })
    await this.audit.record(trx, {
      actor,
      action: 'moderation.item_decided',
      target: { type: 'review_item', id: item.id, label: item.title },
      reason: publicReason,
      before: { state: item.state },
      after: { state: 'decided', decision, reason_code: reasonCode },
    })
    await this.outbox.record(trx, {
      name: 'moderation.item_decided.v1',
      aggregateId: item.id,
      payload: {
        item_id: item.id,
        subject_type: item.subject_type,
        subject_id: item.subject_id,
        decision,
        reason_code: reasonCode,
        decided_by: actor.userId,
      },
    })
  }
}
