import { sqlRows, type SqlClient } from '#core/database/sql'
import { findIntent, listShares, type StoredShare } from '#payments/queries/intents'
import type { OperationState, PaymentIntent } from '#payments/types'

export type OperationRow = {
  id: string
  op: 'charge' | 'refund'
  state: OperationState
  currency: string
  amount_minor: number
  provider_ref: string | null
  error_code: string | null
  order_id: string | null
  attempt: number
  next_check_at: Date | null
  created_at: Date
  settled_at: Date | null
}

export type PaymentDetail = { intent: PaymentIntent; shares: StoredShare[]; operations: OperationRow[] }

/** A payment with its orders and everything that was asked of its provider; null when there is none. */
export async function findPaymentDetail(client: SqlClient, id: string): Promise<PaymentDetail | null> {
  const intent = await findIntent(client, id)
  if (!intent) return null
  const operations = await sqlRows<OperationRow>(
    client,
    `select id, op, state, currency, amount_minor, provider_ref, error_code, order_id, attempt, next_check_at, created_at, settled_at
       from payment_ops where intent_id = ? order by id`,
    [id]
  )
  return { intent, shares: await listShares(client, intent), operations }
}
