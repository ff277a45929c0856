import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { DuplicateRefused, ReportNotFound } from '#registry/reports/exceptions'
import { findMergeable, type MergeableReport } from '#registry/reports/queries/find_mergeable'
import { FourEyesRequired } from '#registry/takedowns/exceptions'
import { moveReport } from '#registry/reports/move_report'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReportMerge = { actor: Actor; caseNumber: string; into: string }
type Pair = { merged: MergeableReport; first: MergeableReport }

/**
 * Says that a complaint is the same as another one that waits: it shares the first one's fate, and so do its own duplicates.
 * Whoever made it hears so. Nobody does it with a complaint of his own, or about what is his.
 */
@inject()
export class MergeReport {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, caseNumber, into }: ReportMerge): Promise<{ caseNumber: string; duplicateOf: string }> {
    return db.transaction(async (trx) => {
      const { merged, first } = await lockPair(trx, { caseNumber, into })
      const besides = [...merged.owner_ids, ...merged.insider_ids, merged.reporter_id]
      if (actor.userId && besides.includes(actor.userId)) throw new FourEyesRequired()
      if (merged.id === first.id || !merged.is_undecided || !first.is_undecided || !isAlike(merged, first)) throw new DuplicateRefused()
      await sqlRun(trx, 'update reports set duplicate_of = ? where duplicate_of = ?', [first.id, merged.id])
      await moveReport(trx, { reportId: merged.id, to: 'duplicate', actorId: actor.userId, facts: { duplicate_of: first.id } })
      const target = { type: 'report', id: merged.id, label: merged.case_number }
      await this.audit.record(trx, { actor, action: 'registry.report_merged', target, after: { duplicate_of: first.case_number } })
      const payload = { report_id: merged.id, target_kind: merged.target_kind, first_id: first.id, first: first.case_number }
      await this.outbox.record(trx, { name: 'registry.report_merged.v1', aggregateId: merged.id, payload })
      return { caseNumber: merged.case_number, duplicateOf: first.case_number }
    })
  }
}

const isAlike = (one: MergeableReport, other: MergeableReport) =>
  one.plugin_id === other.plugin_id && (one.plugin_id !== null || one.publisher_id === other.publisher_id)

/** Plugin or publisher first, as everywhere, then both cases; read again after the wait. */
async function lockPair(trx: TransactionClientContract, { caseNumber, into }: Omit<ReportMerge, 'actor'>): Promise<Pair> {
  const found = await findPair(trx, { caseNumber, into })
  const { plugin_id: pluginId, publisher_id: publisherId } = found.merged
  if (pluginId) await sqlRows(trx, 'select 1 from plugins where id = ? for update', [pluginId])
  else await sqlRows(trx, 'select 1 from publishers where id = ? for no key update', [publisherId])
  await sqlRows(trx, 'select 1 from reports where id = any(?) order by id for update', [[found.merged.id, found.first.id]])
  return findPair(trx, { caseNumber, into })
}

async function findPair(trx: TransactionClientContract, { caseNumber, into }: Omit<ReportMerge, 'actor'>): Promise<Pair> {
  const merged = await findMergeable(trx, caseNumber)
  const first = await findMergeable(trx, into)
  if (!merged || !first) throw new ReportNotFound()
  // A duplicate already: its first one is found in its place.
  if (merged.case_number !== caseNumber) throw new DuplicateRefused()
  return { merged, first }
}
