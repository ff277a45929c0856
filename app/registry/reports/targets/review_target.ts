import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { ReviewNotFound } from '#registry/reviews/exceptions'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { lockReviewAndPlugin } from '#registry/reviews/queries/find_review'
import { findReviewTransition, SHOWN_REVIEW, type ReviewAct } from '#registry/reviews/review_states'
import type { AddressOf, FoundTarget, ReportTarget, Sentence, Snapshot } from '#registry/reports/targets/report_target'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Row = { id: string; plugin_id: string; publisher_id: string; snapshot: Snapshot }

/** One review: hidden, so that it is neither shown nor counted. */
@inject()
export class ReviewTarget implements ReportTarget<'review'> {
  readonly kind = 'review'
  readonly acts = { reject: 'hide' } as const

  constructor(private readonly statuses: ChangeReviewStatus) {}

  async find(client: SqlClient, { name, id }: AddressOf<'review'>, isLocked = false): Promise<FoundTarget> {
    const [row] = isId(id)
      ? await sqlRows<Row>(
          client,
          `select r.id, p.id as plugin_id, p.publisher_id, jsonb_build_object('name', p.name, 'version', v.version, 'rating', r.rating,
                    'title', r.title, 'comment', r.comment, 'reply', r.reply, 'revision', r.revision, 'username', u.username) as snapshot
             from reviews r join plugins p on p.id = r.plugin_id join plugin_versions v on v.id = r.version_id
             left join users u on u.id = r.user_id
            where r.id = ? and p.canon_name = ? and ${PUBLIC_PLUGIN} and ${SHOWN_REVIEW} ${isLocked ? 'for no key update of p' : ''}`,
          [id, canonicalName(name)]
        )
      : []
    if (!row) throw new ReviewNotFound()
    return { id: row.id, pluginId: row.plugin_id, publisherId: row.publisher_id, snapshot: row.snapshot }
  }

  async carryOut(trx: TransactionClientContract, { targetId, ruling }: Sentence) {
    await this.#act(trx, 'hide', { targetId, ruling })
  }

  async undo(trx: TransactionClientContract, sentence: Omit<Sentence, 'act'>) {
    await this.#act(trx, 'restore', sentence)
  }

  async #act(trx: TransactionClientContract, act: ReviewAct, { targetId: reviewId, ruling }: Omit<Sentence, 'act'>) {
    const { status } = await lockReviewAndPlugin(trx, reviewId)
    if (findReviewTransition(act, status)) await this.statuses.apply(trx, { ...ruling, reviewId, act })
  }
}
