import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { noteStep } from '#registry/reports/move_report'
import { caseSecret, hashOf } from '#registry/reports/case_secret'
import { reportHours } from '#registry/reports/settings'
import { UNDECIDED } from '#registry/reports/report'
import { ReportTargets } from '#registry/reports/targets/report_targets'
import { weighReporter } from '#registry/reports/queries/weigh_reporter'
import type { Actor } from '#core/actor'
import type { ReportKind, ReportStatus } from '#registry/reports/report'
import type { FoundTarget, TargetAddress } from '#registry/reports/targets/report_target'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewReport = {
  actor: Actor
  target: TargetAddress
  kind: ReportKind
  evidence: string
  evidenceUrl?: string | null
  /** Where the answer goes; who signed in is told in the account. */
  email?: string | null
  locale?: string
}
/** The secret is in this answer, in the mail with the decision, and nowhere else. */
export type OpenedReport = { caseNumber: string; secret: string; status: ReportStatus; dueAt: Date }

/**
 * Takes a complaint, from anybody. What was reported already and waits becomes a duplicate: its author follows the first
 * one's fate. The row of plugin or publisher is locked, so that of several at once one is the first.
 */
@inject()
export class OpenReport {
  constructor(
    private readonly targets: ReportTargets,
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle(input: NewReport): Promise<OpenedReport> {
    const hours = await this.settings.get(reportHours)
    const dueAt = Clock.now().plus({ hours }).toJSDate()
    return db.transaction(async (trx) => {
      const { kind: targetKind } = input.target
      const target = await this.targets.find(trx, input.target, true)
      const original = await findUndecided(trx, { targetKind, targetId: target.id, kind: input.kind })
      const report = await keep(trx, input, { target, original, dueAt })
      await noteStep(trx, { reportId: report.id, status: report.status, actorId: input.actor.userId })
      await this.#record(trx, input, { ...report, target })
      return { caseNumber: report.case_number, secret: caseSecret(report.id), status: report.status, dueAt }
    })
  }

  async #record(trx: TransactionClientContract, { actor, target }: NewReport, report: Kept & { target: FoundTarget }) {
    await this.audit.record(trx, {
      actor,
      action: 'registry.report_opened',
      target: { type: 'report', id: report.id, label: report.case_number },
      after: { target_kind: target.kind, target: report.target.snapshot.name, kind: report.kind, status: report.status },
    })
    if (report.status === 'duplicate') return
    const payload = {
      ...{ report_id: report.id, case_number: report.case_number, kind: report.kind },
      ...{ target_kind: target.kind, target_id: report.target.id, plugin_id: report.target.pluginId },
    }
    await this.outbox.record(trx, { name: 'registry.report_opened.v1', aggregateId: report.id, payload })
  }
}

type Kept = { id: string; case_number: string; kind: ReportKind; status: 'open' | 'duplicate' }
type Place = { target: FoundTarget; original: string | null; dueAt: Date }

async function keep(trx: TransactionClientContract, input: NewReport, { target, original, dueAt }: Place): Promise<Kept> {
  const { actor, kind } = input
  const [{ number }] = await sqlRows<{ number: number }>(trx, `select nextval('report_numbers') as number`)
  const report = {
    ...{ id: newId(), case_number: `C-${Clock.now().year}-${String(number).padStart(6, '0')}`, kind },
    status: original ? ('duplicate' as const) : ('open' as const),
  }
  await trx.table('reports').insert({
    ...report,
    secret_hash: hashOf(caseSecret(report.id)),
    target_kind: input.target.kind,
    target_id: target.id,
    plugin_id: target.pluginId,
    publisher_id: target.publisherId,
    snapshot: JSON.stringify(target.snapshot),
    evidence: input.evidence,
    evidence_url: input.evidenceUrl ?? null,
    duplicate_of: original,
    reporter_id: actor.userId,
    reporter_email: actor.userId ? null : (input.email ?? null),
    reporter_locale: input.locale ?? null,
    reporter_weight: await weighReporter(trx, actor.userId),
    sla_due_at: dueAt,
  })
  return report
}

async function findUndecided(
  trx: TransactionClientContract,
  { targetKind, targetId, kind }: { targetKind: string; targetId: string; kind: ReportKind }
): Promise<string | null> {
  const [row] = await sqlRows<{ id: string }>(
    trx,
    `select r.id from reports r where r.target_kind = ? and r.target_id = ? and r.kind = ? and ${UNDECIDED}`,
    [targetKind, targetId, kind]
  )
  return row?.id ?? null
}
