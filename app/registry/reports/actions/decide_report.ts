import { inject } from '@adonisjs/core'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { noteStatus } from '#registry/reports/note_status'
import { StatusConflict } from '#registry/exceptions/refusals'
import { findPluginTransition, type PluginAct } from '#registry/states/plugin_states'
import { WithdrawPlugin, type WithdrawalAct } from '#registry/takedowns/actions/withdraw_plugin'
import type { Actor } from '#core/actor'
import type { PluginStatus } from '#registry/enums/plugin_status'
import type { ReportVerdict } from '#registry/reports/report'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Ruling = { actor: Actor; reasonCode: string; publicReason: string; internalNote?: string }
export type ReportDecision = Ruling & { reportId: string; act: 'take_down' | 'quarantine' | null }
export type AppealDecision = Ruling & { appealId: string; isOverturned: boolean }

type LockedReport = { id: string; target_id: string; verdict: ReportVerdict | null; plugin_status: PluginStatus }

/**
 * Decides complaints, and appeals against what was decided: the case and the plugin change in one transaction. That the
 * second look is another person's is refused by the table too.
 */
@inject()
export class DecideReport {
  constructor(
    private readonly withdraw: WithdrawPlugin,
    private readonly outbox: Outbox
  ) {}

  async report(trx: TransactionClientContract, { reportId, act, ...ruling }: ReportDecision): Promise<void> {
    const report = await lockReport(trx, `r.id = ? and r.status = 'open'`, reportId)
    const verdict = act ? 'actioned' : 'dismissed'
    if (act) await this.#carryOut(trx, report, { act, ruling })
    await sqlRun(
      trx,
      `update reports set status = ?, verdict = ?, reason_code = ?, public_reason = ?, internal_note = ?, decided_by = ?, decided_at = now() where id = ?`,
      [verdict, verdict, ruling.reasonCode, ruling.publicReason, ruling.internalNote ?? null, ruling.actor.userId, report.id]
    )
    await this.#tell(trx, report.id, { status: verdict, ruling })
  }

  /** What was done is undone where the appeal was right: a hidden plugin comes back, one that was left alone is hidden. */
  async appeal(trx: TransactionClientContract, { appealId, isOverturned, ...ruling }: AppealDecision): Promise<void> {
    const report = await lockReport(trx, `r.status = 'appealed' and r.id = (select report_id from appeals where id = ?)`, appealId)
    const status = isOverturned ? 'overturned' : 'upheld'
    await sqlRun(trx, 'update appeals set status = ?, decided_by = ?, public_reason = ?, decided_at = now() where id = ?', [
      ...[status, ruling.actor.userId, ruling.publicReason, appealId],
    ])
    const undone = report.plugin_status === 'quarantined' ? 'release' : 'restore'
    if (isOverturned) await this.#carryOut(trx, report, { act: report.verdict === 'actioned' ? undone : 'take_down', ruling })
    await sqlRun(trx, 'update reports set status = ? where id = ?', [status, report.id])
    await this.#tell(trx, report.id, { status, ruling })
  }

  /** Another complaint may have led to the same already. */
  async #carryOut(trx: TransactionClientContract, report: LockedReport, { act, ruling }: { act: WithdrawalAct; ruling: Ruling }) {
    if (!findPluginTransition(act as PluginAct, report.plugin_status)) return
    const { actor, reasonCode, publicReason: reason, internalNote: note } = ruling
    await this.withdraw.handle({ actor, pluginId: report.target_id, act, reason, reasonCode, note }, trx)
  }

  async #tell(
    trx: TransactionClientContract,
    reportId: string,
    { status, ruling }: { status: ReportVerdict | 'upheld' | 'overturned'; ruling: Ruling }
  ) {
    await noteStatus(trx, { reportId, status, publicReason: ruling.publicReason, actorId: ruling.actor.userId })
    const payload = { report_id: reportId, status, reason: ruling.publicReason }
    await this.outbox.record(trx, { name: 'registry.report_decided.v1', aggregateId: reportId, payload })
  }
}

/** The plugin first, as everywhere: whoever publishes to it or hides it waits, or is waited for. */
async function lockReport(trx: TransactionClientContract, where: string, value: string): Promise<LockedReport> {
  const [plugin] = await sqlRows<{ status: PluginStatus }>(
    trx,
    `select p.status from plugins p where p.id = (select r.target_id from reports r where ${where}) for update`,
    [value]
  )
  const [report] = await sqlRows<Omit<LockedReport, 'plugin_status'>>(
    trx,
    `select r.id, r.target_id, r.verdict from reports r where ${where} for update`,
    [value]
  )
  if (!plugin || !report) throw new StatusConflict()
  return { ...report, plugin_status: plugin.status }
}
