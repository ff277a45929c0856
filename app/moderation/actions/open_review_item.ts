import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type OpenReviewItemInput = { subjectType: string; subjectId: string; kind: string; dueHours: number }

/** A score of this much halves the time until a thing is due. */
const HALVING_SCORE = 50

/** Puts a thing into the queue, once while it waits. What no longer needs a decision is left out. */
@inject()
export class OpenReviewItem {
  constructor(private readonly subjects: ReviewSubjects) {}

  async handle(trx: TransactionClientContract, { subjectType, subjectId, kind, dueHours }: OpenReviewItemInput): Promise<void> {
    const summary = await this.subjects.of(subjectType).summarize(subjectId)
    if (!summary) return
    const score = summary.reasons.reduce((sum, { weight }) => sum + weight, 0)
    const dueAt = Clock.now().plus({ minutes: Math.round((dueHours * 60) / (1 + score / HALVING_SCORE)) })
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
