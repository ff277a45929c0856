import { sqlRows, sqlRun } from '#core/database/sql'
import { stepsTo } from '#registry/reports/report_states'
import { StatusConflict } from '#registry/exceptions/refusals'
import type { ReportStatus } from '#registry/reports/report'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Move = { reportId: string; to: ReportStatus; actorId: string | null; publicReason?: string; facts?: Record<string, unknown> }

/**
 * The one function that changes the status of a case: along the declared table, every step kept. Its duplicates go along
 * with it when they are read. Throws `StatusConflict` (409).
 */
export async function moveReport(trx: TransactionClientContract, { reportId, to, actorId, publicReason, facts = {} }: Move): Promise<void> {
  const [report] = await sqlRows<{ status: ReportStatus }>(trx, 'select status from reports where id = ? for update', [reportId])
  const steps = report && stepsTo(report.status, to)
  if (!steps) throw new StatusConflict()
  await trx
    .from('reports')
    .where('id', reportId)
    .update({ status: to, ...facts })
  for (const step of steps) await noteStep(trx, { reportId, status: step, actorId, publicReason: step === to ? publicReason : undefined })
}

export const noteStep = (
  trx: TransactionClientContract,
  { reportId, status, publicReason, actorId }: { reportId: string; status: ReportStatus; publicReason?: string; actorId: string | null }
) =>
  sqlRun(trx, 'insert into report_events (report_id, status, public_reason, actor_id) values (?, ?, ?, ?)', [
    ...[reportId, status, publicReason ?? null, actorId],
  ])
