import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { noteStatus } from '#registry/reports/note_status'
import { AppealRefused, ReportNotFound } from '#registry/reports/exceptions'
import { findCase } from '#registry/reports/queries/find_case'
import type { Actor } from '#core/actor'

export type NewAppeal = { actor: Actor & { userId: string }; caseNumber: string; grounds: string }

/** Once, against what was decided: by the plugin's people where it was hidden, by who reported where it was not. */
@inject()
export class OpenAppeal {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, caseNumber, grounds }: NewAppeal): Promise<void> {
    const found = await findCase(caseNumber)
    const isConcerned = found && (found.reporter_id === actor.userId || found.owner_ids.includes(actor.userId))
    if (!isConcerned) throw new ReportNotFound()
    const mayAppeal = found.verdict === 'actioned' ? found.owner_ids.includes(actor.userId) : found.reporter_id === actor.userId
    if (!mayAppeal) throw new AppealRefused()
    await db.transaction(async (trx) => {
      const [report] = await sqlRows<{ id: string; decided_by: string | null }>(
        trx,
        `update reports set status = 'appealed' where case_number = ? and status in ('actioned', 'dismissed') returning id, decided_by`,
        [caseNumber]
      )
      if (!report) throw new AppealRefused()
      const appealId = newId()
      await sqlRun(trx, 'insert into appeals (id, report_id, appellant_id, grounds, first_decided_by) values (?, ?, ?, ?, ?)', [
        ...[appealId, report.id, actor.userId, grounds, report.decided_by],
      ])
      await noteStatus(trx, { reportId: report.id, status: 'appealed', actorId: actor.userId })
      const target = { type: 'report', id: report.id, label: caseNumber }
      await this.audit.record(trx, { actor, action: 'registry.report_appealed', target })
      await this.outbox.record(trx, { name: 'registry.report_appealed.v1', aggregateId: report.id, payload: { appeal_id: appealId } })
    })
  }
}
