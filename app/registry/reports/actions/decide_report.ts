import { inject } from '@adonisjs/core'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { moveReport } from '#registry/reports/move_report'
import { UNDECIDED } from '#registry/reports/report'
import { StatusConflict } from '#registry/exceptions/refusals'
import { ReportTargets } from '#registry/reports/targets/report_targets'
import type { Ruling } from '#registry/reports/targets/report_target'
import type { ReportAct, ReportVerdict, TargetKind } from '#registry/reports/report'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Given = Omit<Ruling, 'reportId'>
export type ReportDecision = Given & { reportId: string; act: ReportAct | null }
export type AppealDecision = Given & { appealId: string; isOverturned: boolean }

type LockedReport = { id: string; target_kind: TargetKind; target_id: string; verdict: ReportVerdict | null; decided_by: string | null }

/**
 * Decides complaints, and appeals against what was decided: the case and its target change in one transaction. That the
 * second look is another person's is refused by the table too.
 */
@inject()
export class DecideReport {
  constructor(
    private readonly targets: ReportTargets,
    private readonly outbox: Outbox
  ) {}

  async report(trx: TransactionClientContract, { act, ...ruling }: ReportDecision): Promise<void> {
    const { reportId } = ruling
    const report = await lockReport(trx, `r.id = ? and ${UNDECIDED}`, reportId)
    const verdict = act ? 'actioned' : 'dismissed'
    if (act) await this.targets.of(report.target_kind).carryOut(trx, { targetId: report.target_id, act, ruling })
    const { reasonCode, publicReason, internalNote, actor } = ruling
    const facts = {
      ...{ verdict, act, reason_code: reasonCode, public_reason: publicReason, internal_note: internalNote ?? null },
      ...{ decided_by: actor.userId, decided_at: trx.raw('now()') },
    }
    await moveReport(trx, { reportId: report.id, to: verdict, actorId: actor.userId, publicReason, facts })
    await this.#tell(trx, report.id, { status: verdict, ruling })
  }

  /** What was done is undone where the appeal was right, unless another complaint led to the same; what was left alone is acted on. */
  async appeal(trx: TransactionClientContract, { appealId, isOverturned, ...given }: AppealDecision): Promise<void> {
    const report = await lockReport(trx, `r.status = 'appealed' and r.id = (select report_id from appeals where id = ?)`, appealId)
    const status = isOverturned ? 'overturned' : 'upheld'
    const ruling = { ...given, reportId: report.id }
    const { actor, publicReason } = ruling
    await sqlRun(trx, 'update appeals set status = ?, decided_by = ?, public_reason = ?, decided_at = now() where id = ?', [
      ...[status, actor.userId, publicReason, appealId],
    ])
    if (isOverturned) await this.#turn(trx, report, ruling)
    await moveReport(trx, { reportId: report.id, to: status, actorId: actor.userId, publicReason })
    await this.#tell(trx, report.id, { status, ruling })
  }

  async #turn(trx: TransactionClientContract, report: LockedReport, ruling: Ruling) {
    const target = this.targets.of(report.target_kind)
    const { target_id: targetId } = report
    if (report.verdict === 'dismissed') await target.carryOut(trx, { targetId, act: target.acts.reject, ruling })
    else if (!(await standsOtherwise(trx, report))) await target.undo(trx, { targetId, ruling })
  }

  async #tell(
    trx: TransactionClientContract,
    reportId: string,
    { status, ruling }: { status: ReportVerdict | 'upheld' | 'overturned'; ruling: Ruling }
  ) {
    const payload = { report_id: reportId, status, reason: ruling.publicReason }
    await this.outbox.record(trx, { name: 'registry.report_decided.v1', aggregateId: reportId, payload })
  }
}

/** Another complaint about the same was decided against it too, and that stands. */
async function standsOtherwise(trx: TransactionClientContract, report: LockedReport): Promise<boolean> {
  const others = await sqlRows(
    trx,
    `select 1 from reports r left join appeals a on a.report_id = r.id
      where r.target_kind = ? and r.target_id = ? and r.id <> ?
        and ((r.verdict = 'actioned' and a.status is distinct from 'overturned') or (r.verdict = 'dismissed' and a.status = 'overturned')) limit 1`,
    [report.target_kind, report.target_id, report.id]
  )
  return others.length > 0
}

/** Plugin or publisher first, as everywhere: whoever publishes to it or hides it waits, or is waited for. */
async function lockReport(trx: TransactionClientContract, where: string, value: string): Promise<LockedReport> {
  const [found] = await sqlRows<{ plugin_id: string | null; publisher_id: string | null }>(
    trx,
    `select r.plugin_id, r.publisher_id from reports r where ${where}`,
    [value]
  )
  if (found?.plugin_id) await sqlRows(trx, 'select 1 from plugins where id = ? for update', [found.plugin_id])
  else if (found) await sqlRows(trx, 'select 1 from publishers where id = ? for no key update', [found.publisher_id])
  const [report] = await sqlRows<LockedReport>(
    trx,
    `select r.id, r.target_kind, r.target_id, r.verdict, r.decided_by from reports r where ${where} for update`,
    [value]
  )
  if (!report) throw new StatusConflict()
  return report
}
