import { sqlRows, type SqlClient } from '#core/database/sql'
import { Money } from '#core/money/money'
import type { OperationState, PaymentOperation } from '#payments/types'

type Row = {
  id: string
  intent_id: string
  op: PaymentOperation['op']
  state: OperationState
  currency: string
  amount_minor: number
  method_token: string | null
  provider_ref: string | null
  error_code: string | null
  order_id: string | null
  refund_tx_id: string | null
  attempt: number
}

const COLUMNS = `id, intent_id, op, state, currency, amount_minor, method_token, provider_ref, error_code, order_id,
  refund_tx_id, attempt`

export async function findOperation(client: SqlClient, id: string): Promise<PaymentOperation | null> {
  const [row] = await sqlRows<Row>(client, `select ${COLUMNS} from payment_ops where id = ?`, [id])
  return row ? toOperation(row) : null
}

/** The charge that took the money of an intent. */
export async function findCharge(client: SqlClient, intentId: string): Promise<PaymentOperation | null> {
  const sql = `select ${COLUMNS} from payment_ops where intent_id = ? and op = 'charge' and state = 'success'`
  const [row] = await sqlRows<Row>(client, sql, [intentId])
  return row ? toOperation(row) : null
}

/** Where the buyer can still pay, at a provider that takes cards in its own form. */
export async function findActionUrl(client: SqlClient, intentId: string): Promise<string | null> {
  const sql = `select action_url as url from payment_ops where intent_id = ? and op = 'charge' and state in ('pending', 'unknown')`
  const [row] = await sqlRows<{ url: string | null }>(client, sql, [intentId])
  return row?.url ?? null
}

export async function findRefund(client: SqlClient, intentId: string, key: string): Promise<PaymentOperation | null> {
  const sql = `select ${COLUMNS} from payment_ops where intent_id = ? and op = 'refund' and refund_key = ?`
  const [row] = await sqlRows<Row>(client, sql, [intentId, key])
  return row ? toOperation(row) : null
}

/**
 * Takes operations whose outcome nobody knows and puts their next check off, so that two resolvers never ask about
 * the same one and a crash only delays it: 5 s, 10 s, 20 s … one hour.
 */
export async function claimDue(client: SqlClient, limit: number): Promise<PaymentOperation[]> {
  const rows = await sqlRows<Row>(
    client,
    `update payment_ops set attempt = attempt + 1,
            next_check_at = now() + least(interval '5 seconds' * power(2, least(attempt, 12)), interval '1 hour')
      where id in (select id from payment_ops where next_check_at <= now() order by next_check_at limit ? for update skip locked)
      returning ${COLUMNS}`,
    [limit]
  )
  return rows.map(toOperation)
}

const toOperation = (row: Row): PaymentOperation => ({
  id: row.id,
  intentId: row.intent_id,
  op: row.op,
  state: row.state,
  amount: Money.of(row.amount_minor, row.currency),
  methodToken: row.method_token,
  providerRef: row.provider_ref,
  errorCode: row.error_code,
  orderId: row.order_id,
  refundTxId: row.refund_tx_id,
  attempt: row.attempt,
})
