import { sqlRows, sqlRun } from '#core/database/sql'
import type { ProviderAnswer } from '#payments/providers/provider'
import type { OperationState, PaymentOperation } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type SettleInput = {
  operation: PaymentOperation
  /** Null: no answer came. */
  answer: ProviderAnswer | null
}

/** The state as it is now, under the lock of the intent: another process may have settled meanwhile. */
export async function currentState(trx: TransactionClientContract, operationId: string): Promise<OperationState> {
  const [row] = await sqlRows<{ state: OperationState }>(trx, 'select state from payment_ops where id = ?', [operationId])
  return row.state
}

export const isSettled = (state: OperationState) => state === 'success' || state === 'failed'

export const markSucceeded = (trx: TransactionClientContract, id: string, ref: string) =>
  sqlRun(trx, `update payment_ops set state = 'success', provider_ref = ?, settled_at = now(), next_check_at = null where id = ?`, [
    ref,
    id,
  ])

export const markFailed = (trx: TransactionClientContract, id: string, code: string) =>
  sqlRun(trx, `update payment_ops set state = 'failed', error_code = ?, settled_at = now(), next_check_at = null where id = ?`, [code, id])

/** The resolver asks soon after the first try; from then on `claimDue` spaces its questions. */
export const markOpen = (trx: TransactionClientContract, id: string, answer: Extract<ProviderAnswer, { state: 'pending' }> | null) =>
  sqlRun(
    trx,
    `update payment_ops set state = ?, provider_ref = coalesce(?, provider_ref), action_url = coalesce(?, action_url),
            next_check_at = case when attempt <= 1 then least(next_check_at, now() + interval '5 seconds') else next_check_at end
      where id = ?`,
    [answer ? 'pending' : 'unknown', answer?.ref ?? null, answer?.actionUrl ?? null, id]
  )

/** The provider took another sum than we asked for: a person must look, so it is asked again tomorrow only. */
export const markMismatch = (trx: TransactionClientContract, id: string, ref: string) =>
  sqlRun(
    trx,
    `update payment_ops set state = 'unknown', error_code = 'amount_mismatch', provider_ref = ?,
            next_check_at = now() + interval '1 day' where id = ?`,
    [ref, id]
  )
