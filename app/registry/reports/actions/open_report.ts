import { createHash, randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { reportHours } from '#registry/reports/settings'
import { noteStatus } from '#registry/reports/note_status'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { weighReporter } from '#registry/reports/queries/weigh_reporter'
import type { Actor } from '#core/actor'
import type { ReportKind, ReportStatus } from '#registry/reports/report'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewReport = { actor: Actor; plugin: string; kind: ReportKind; evidence: string }
/** The secret is in this answer and nowhere else. */
export type OpenedReport = { caseNumber: string; secret: string; status: ReportStatus; dueAt: Date }

type Target = { id: string; name: string; version: string; sha256: string }

/**
 * Takes a complaint about a plugin, from anybody. What was reported already and waits becomes a duplicate: its author
 * follows the first one's fate. The plugin's row is locked, so that of several at once one is the first.
 */
@inject()
export class OpenReport {
  constructor(
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, plugin, kind, evidence }: NewReport): Promise<OpenedReport> {
    const dueAt = Clock.now()
      .plus({ hours: await this.settings.get(reportHours) })
      .toJSDate()
    const secret = randomBytes(18).toString('base64url')
    return db.transaction(async (trx) => {
      const target = await lockTarget(trx, plugin)
      const original = await findOpen(trx, { targetId: target.id, kind })
      const [{ number }] = await sqlRows<{ number: number }>(trx, `select nextval('report_numbers') as number`)
      const caseNumber = `C-${Clock.now().year}-${String(number).padStart(6, '0')}`
      const status = original ? ('duplicate' as const) : ('open' as const)
      const report = { id: newId(), case_number: caseNumber, target_id: target.id, kind, evidence, status, duplicate_of: original }
      await trx.table('reports').insert({
        ...report,
        secret_hash: hashOf(secret),
        target_kind: 'plugin',
        snapshot: JSON.stringify(target),
        reporter_id: actor.userId,
        reporter_weight: await weighReporter(trx, actor.userId),
        sla_due_at: dueAt,
      })
      await noteStatus(trx, { reportId: report.id, status, actorId: actor.userId })
      await this.#record(trx, actor, { ...report, plugin: target.name })
      return { caseNumber, secret, status, dueAt }
    })
  }

  async #record(trx: TransactionClientContract, actor: Actor, report: { id: string; case_number: string; status: string; plugin: string }) {
    const target = { type: 'report', id: report.id, label: report.case_number }
    await this.audit.record(trx, {
      actor,
      action: 'registry.report_opened',
      target,
      after: { plugin: report.plugin, status: report.status },
    })
    if (report.status !== 'open') return
    const payload = { report_id: report.id, case_number: report.case_number, plugin: report.plugin }
    await this.outbox.record(trx, { name: 'registry.report_opened.v1', aggregateId: report.id, payload })
  }
}

export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

async function lockTarget(trx: TransactionClientContract, plugin: string): Promise<Target> {
  const [target] = await sqlRows<Target>(
    trx,
    `select p.id, p.name, v.version, v.artifact_digest as sha256 from plugins p join plugin_versions v on v.id = p.default_version_id
      where p.canon_name = ? and ${PUBLIC_PLUGIN} for no key update of p`,
    [canonicalName(plugin)]
  )
  if (!target) throw new PluginNotFound()
  return target
}

async function findOpen(
  trx: TransactionClientContract,
  { targetId, kind }: { targetId: string; kind: ReportKind }
): Promise<string | null> {
  const [row] = await sqlRows<{ id: string }>(trx, `select id from reports where target_id = ? and kind = ? and status = 'open'`, [
    targetId,
    kind,
  ])
  return row?.id ?? null
}
