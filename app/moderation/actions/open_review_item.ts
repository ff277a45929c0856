import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { nudge } from '#core/live/nudge'
import { once } from '#core/outbox/once'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import type { DomainEvent } from '#core/outbox/event'
import type { SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type OpenReviewItemInput = { subjectType: string; subjectId: string; kind: string }
type Opened = OpenReviewItemInput & { summary: SubjectSummary; hours: number }

/** A score of this much halves the time until a thing is due. */
const HALVING_SCORE = 50

/** Puts what an event tells of into the queue, once while it waits. What no longer needs a decision is left out. */
@inject()
export class OpenReviewItem {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly settings: Settings
  ) {}

  async handle(event: Pick<DomainEvent, 'id'>, consumer: string, input: OpenReviewItemInput): Promise<void> {
    const hours = await this.settings.get(dueHours)
    // Before the transaction, whose connection it does not share: many that each held one and asked for another would wait for each other.
    const summary = await this.subjects.of(input.subjectType).summarize(input.subjectId)
    const isNew = await once(event, consumer, async (trx) => {
      if (summary) await this.#open(trx, { ...input, summary, hours })
    })
    if (isNew) nudge('moderation/queue')
  }

  async #open(trx: TransactionClientContract, { subjectType, subjectId, kind, summary, hours }: Opened): Promise<void> {
    const score = summary.reasons.reduce((sum, { weight }) => sum + weight, 0)
    const dueAt = Clock.now().plus({ minutes: Math.round((hours * 60) / (1 + score / HALVING_SCORE)) })
    await sqlRun(
      trx,
      `insert into review_items (id, subject_type, subject_id, kind, title, facts, score, reasons, owner_ids, due_at)
       values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::uuid[], ?)
       on conflict (subject_type, subject_id, kind) where state in ('open', 'claimed') do nothing`,
      [
        ...[newId(), subjectType, subjectId, kind, summary.title, JSON.stringify(summary.facts), score],
        ...[JSON.stringify(summary.reasons), summary.ownerIds, dueAt.toJSDate()],
      ]
    )
  }
}
