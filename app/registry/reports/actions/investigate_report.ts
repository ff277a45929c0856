import { sqlRows } from '#core/database/sql'
import { moveReport } from '#registry/reports/move_report'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Somebody looks at a complaint: whoever made it sees that. Again or decided already, nothing changes but whose it is. */
export async function investigateReport(trx: TransactionClientContract, reportId: string, assigneeId: string | null): Promise<void> {
  const [report] = await sqlRows<{ status: string }>(trx, 'select status from reports where id = ? for update', [reportId])
  const isNew = report?.status === 'open' || report?.status === 'triaged'
  if (isNew) await moveReport(trx, { reportId, to: 'investigating', actorId: assigneeId, facts: { assignee_id: assigneeId } })
  else await trx.from('reports').where('id', reportId).update({ assignee_id: assigneeId })
}
