import { newId } from '#core/ids'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'

export type CompanyState = 'active' | 'closing' | 'closed' | 'not_found' | 'unknown'

export type CompanyAnswer = { state: CompanyState; name?: string | null; note?: string | null; answer: object }

export type VerificationCheck = { source: string; state: CompanyState; name: string | null; note: string | null; checked_at: Date }

/** Keeps what a register or a plugin says of the company, one answer by source; the last one counts. */
export async function recordCheck(
  client: SqlClient,
  of: { verificationId: string; source: string },
  { state, name, note, answer }: CompanyAnswer
): Promise<void> {
  await sqlRun(
    client,
    `insert into verification_checks (id, verification_id, tenant_id, source, state, name, note, answer)
       select ?, id, tenant_id, ?, ?, ?, ?, ?::jsonb from seller_verifications where id = ?
     on conflict (verification_id, source) do update set state = excluded.state, name = excluded.name, note = excluded.note,
       answer = excluded.answer, checked_at = now()`,
    [newId(), of.source, state, name ?? null, note ?? null, JSON.stringify(answer), of.verificationId]
  )
}

export const listChecks = (client: SqlClient, verificationId: string) =>
  sqlRows<VerificationCheck>(
    client,
    'select source, state, name, note, checked_at from verification_checks where verification_id = ? order by source',
    [verificationId]
  )
