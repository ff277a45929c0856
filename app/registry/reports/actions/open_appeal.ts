import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { moveReport } from '#registry/reports/move_report'
import { appealDays } from '#registry/reports/settings'
import { mayAppeal, standingIn } from '#registry/reports/case_standing'
import { AppealRefused, ReportNotFound } from '#registry/reports/exceptions'
import { findCase } from '#registry/reports/queries/find_case'
import type { Actor } from '#core/actor'

export type NewAppeal = { actor: Actor; caseNumber: string; secret?: string; grounds: string }
type Decided = { id: string; case_number: string; status: string; decided_by: string | null }

/** Asks for a second look. Of a duplicate, at what was decided of the first one. */
@inject()
export class OpenAppeal {
  constructor(
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, caseNumber, secret, grounds }: NewAppeal): Promise<void> {
    const found = await findCase(caseNumber)
    const standing = found && standingIn(found, { userId: actor.userId, secret })
    const mayKnow = standing && (standing.mayRead || (actor.userId !== null && found.owner_ids.includes(actor.userId)))
    if (!mayKnow) throw new ReportNotFound()
    if (!mayAppeal(found, standing, await this.settings.get(appealDays))) throw new AppealRefused()
    await db.transaction(async (trx) => {
      const [report] = await sqlRows<Decided>(trx, 'select id, case_number, status, decided_by from reports where id = ? for update', [
        found.original_id,
      ])
      if (report.status !== found.verdict) throw new AppealRefused()
      const appealId = newId()
      await sqlRun(trx, 'insert into appeals (id, report_id, appellant_id, grounds, first_decided_by) values (?, ?, ?, ?, ?)', [
        ...[appealId, report.id, actor.userId, grounds, report.decided_by],
      ])
      await moveReport(trx, { reportId: report.id, to: 'appealed', actorId: actor.userId })
      const target = { type: 'report', id: report.id, label: report.case_number }
      await this.audit.record(trx, { actor, action: 'registry.report_appealed', target })
      await this.outbox.record(trx, { name: 'registry.report_appealed.v1', aggregateId: report.id, payload: { appeal_id: appealId } })
    })
  }
}
