import { sqlRows } from '#core/database/sql'
import { Money } from '#core/money/money'
import { debit, toLine } from '#ledger/entries'
import { namedRefusal } from '#ledger/refusals'
import type { Account, Hold, LedgerClient, Source } from '#ledger/types'

export type HoldRequest = {
  id: string
  tenantId: string | null
  account: Account
  money: Money
  source: Source
  idempotencyKey: string
  /** After this time `expireHolds` gives the money back. RFC 3339. */
  expiresAt?: string
}

type Answer = {
  id: string
  account_id: string
  code: string
  currency: string
  amount: string
  remaining: string
  state: Hold['state']
  expires_at: string | null
  replayed: boolean
}

/** Reserves money of an account: it stays in the balance and leaves what is available. Spent by `post({ hold })`. */
export function placeHold(trx: LedgerClient, request: HoldRequest): Promise<Hold> {
  const wire = {
    id: request.id,
    tenant_id: request.tenantId,
    source: request.source,
    key: request.idempotencyKey,
    expires_at: request.expiresAt,
    entries: [toLine(debit(request.account, request.money))],
  }
  return callHold(trx, 'select ledger_hold_place(?::jsonb) as answer', [JSON.stringify(wire)])
}

/** Gives reserved money back. Voiding twice is harmless; a captured hold answers `E_LEDGER_HOLD_NOT_OPEN`. */
export const voidHold = (trx: LedgerClient, hold: { tenantId: string | null; id: string }): Promise<Hold> =>
  callHold(trx, 'select ledger_hold_void(?::uuid, ?::uuid) as answer', [hold.tenantId, hold.id])

/** Gives back what holds past their time reserve, at most `limit` of them; skips those being captured right now. */
export async function expireHolds(trx: LedgerClient, now: string, limit = 200): Promise<string[]> {
  const rows = await sqlRows<{ id: string }>(trx, 'select ledger_holds_expire(?::timestamptz, ?::int) as id', [now, limit])
  return rows.map((row) => row.id)
}

async function callHold(trx: LedgerClient, sql: string, bindings: unknown[]): Promise<Hold> {
  const [{ answer }] = await sqlRows<{ answer: Answer }>(trx, sql, bindings).catch((error) => {
    throw namedRefusal(error)
  })
  return {
    id: answer.id,
    accountId: answer.account_id,
    code: answer.code,
    amount: Money.of(Number(answer.amount), answer.currency),
    remaining: Money.of(Number(answer.remaining), answer.currency),
    state: answer.state,
    expiresAt: answer.expires_at,
    replayed: answer.replayed,
  }
}
