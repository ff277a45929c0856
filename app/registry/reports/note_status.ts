import { sqlRun, type SqlClient } from '#core/database/sql'
import type { ReportStatus } from '#registry/reports/report'

type Step = { reportId: string; status: ReportStatus; publicReason?: string; actorId: string | null }

/** Every step of a case is kept, and its duplicates go along with it when they are read. */
export const noteStatus = (trx: SqlClient, { reportId, status, publicReason, actorId }: Step) =>
  sqlRun(trx, 'insert into report_events (report_id, status, public_reason, actor_id) values (?, ?, ?, ?)', [
    ...[reportId, status, publicReason ?? null, actorId],
  ])
