import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { Money } from '#core/money/money'
import { sqlRows } from '#core/database/sql'
import type { ProviderAnswer } from '#payments/providers/provider'

export type SandboxEntry = {
  key: string
  kind: 'charge' | 'refund'
  chargeRef?: string
  amount: Money
  errorCode: string | null
}

type Row = { ref: string; state: 'succeeded' | 'failed'; error_code: string | null; currency: string; amount_minor: number }

/**
 * Writes an operation once per key and answers what stands there. On a connection of its own: like a remote
 * system it knows nothing of our transactions.
 */
export async function record(entry: SandboxEntry): Promise<ProviderAnswer> {
  const [row] = await sqlRows<Row>(
    db,
    `insert into sandbox_operations (key, ref, kind, charge_ref, currency, amount_minor, state, error_code)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (key) do update set calls = sandbox_operations.calls + 1
     returning ref, state, error_code, currency, amount_minor`,
    [
      ...[entry.key, `sbx_${randomUUID()}`, entry.kind, entry.chargeRef ?? null],
      ...[entry.amount.currency, entry.amount.amount, entry.errorCode ? 'failed' : 'succeeded', entry.errorCode],
    ]
  )
  return toAnswer(row)
}

export async function lookUp(key: string): Promise<ProviderAnswer | null> {
  const sql = 'select ref, state, error_code, currency, amount_minor from sandbox_operations where key = ?'
  const [row] = await sqlRows<Row>(db, sql, [key])
  return row ? toAnswer(row) : null
}

/** What can still be refunded of a charge; zero for one that does not exist or failed. */
export async function refundable(chargeRef: string): Promise<number> {
  const [row] = await sqlRows<{ left: number }>(
    db,
    `select c.amount_minor - coalesce(sum(r.amount_minor), 0)::bigint as left from sandbox_operations c
       left join sandbox_operations r on r.charge_ref = c.ref and r.state = 'succeeded'
      where c.ref = ? and c.kind = 'charge' and c.state = 'succeeded' group by c.amount_minor`,
    [chargeRef]
  )
  return row?.left ?? 0
}

const toAnswer = (row: Row): ProviderAnswer =>
  row.state === 'failed'
    ? { state: 'failed', ref: row.ref, code: row.error_code ?? 'failed' }
    : { state: 'succeeded', ref: row.ref, amount: Money.of(row.amount_minor, row.currency) }
