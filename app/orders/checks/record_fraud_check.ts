import { sqlRun, type SqlClient } from '#core/database/sql'
import { newId } from '#core/ids'
import type { FraudFinding } from '#orders/checks/score_fraud'
import type { Quote } from '#orders/pricing/quote'

type Checked = { finding: FraudFinding; groupId: string | null; buyerId: string; quote: Pick<Quote, 'currency' | 'totalMinor'> }

/** Kept for whoever asks later why a purchase was let through, looked at or refused. */
export async function recordFraudCheck(client: SqlClient, { finding, groupId, buyerId, quote }: Checked): Promise<void> {
  await sqlRun(
    client,
    `insert into fraud_checks (id, group_id, buyer_id, verdict, score, reasons, currency, total_minor) values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)`,
    [newId(), groupId, buyerId, finding.verdict, finding.score, JSON.stringify(finding.reasons), quote.currency, quote.totalMinor]
  )
}
