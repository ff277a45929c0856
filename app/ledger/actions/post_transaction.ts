import { sqlRows } from '#core/database/sql'
import { fromLine, toLine, type AnswerLine } from '#ledger/entries'
import { namedRefusal } from '#ledger/refusals'
import type { Entry, LedgerClient, PostedTransaction, Source } from '#ledger/types'

type Common = {
  /** UUIDv7 of the new transaction; a retry may bring another one and gets the first answer back. */
  id: string
  /** The book the accounts live in; `null` is the platform's own. */
  tenantId: string | null
  /** `<domain>.<what happened>`, e.g. `payments.captured`; also the scope of the key. */
  kind: string
  source: Source
  /** Same key and body → the stored answer; same key and another body → `E_LEDGER_KEY_REUSED`. */
  idempotencyKey: string
  /** When it happened, if that is not now (a late webhook). RFC 3339. */
  eventAt?: string
  meta?: Record<string, unknown>
}

export type PostRequest = Common & {
  entries: Entry[]
  /** Spends a hold together with the posting: all that remains of it, or `amount` minor units. */
  hold?: { id: string; amount?: number }
}

export type ReverseRequest = Common & { reversesId: string }

type Answer = { id: string; kind: string; posted_at: string; replayed: boolean; entries: AnswerLine[] }

/**
 * Writes one balanced transaction inside the caller's database transaction: accounts are opened and locked in a fixed
 * order, floors are checked with holds counted, and entries, balances and key commit together or not at all.
 *
 * Throws `E_LEDGER_UNBALANCED`, `E_LEDGER_INSUFFICIENT`, `E_LEDGER_KEY_REUSED`, `E_LEDGER_BUSY`, `E_LEDGER_HOLD_NOT_OPEN`,
 * `E_LEDGER_ACCOUNT_CLOSED`, `E_LEDGER_INVALID`. A refusal aborts the caller's transaction, as any SQL error does;
 * to go on after one, post inside a nested transaction. Put everything that happens at once into one call:
 * two calls in one transaction lock accounts twice and may meet another caller crosswise (`E_LEDGER_BUSY`).
 */
export const post = (trx: LedgerClient, { entries, hold, ...common }: PostRequest): Promise<PostedTransaction> =>
  callPost(trx, {
    ...toWire(common),
    entries: entries.map(toLine),
    hold: hold && { id: hold.id, amount: hold.amount === undefined ? undefined : String(hold.amount) },
  })

/**
 * Undoes a transaction by a new one with the sides exchanged. A transaction is reversed once (`E_LEDGER_ALREADY_REVERSED`)
 * and a reversal never; floors hold for it as for any posting.
 */
export const reverse = (trx: LedgerClient, { reversesId, ...common }: ReverseRequest): Promise<PostedTransaction> =>
  callPost(trx, { ...toWire(common), reverses_id: reversesId })

const toWire = (common: Common) => ({
  id: common.id,
  tenant_id: common.tenantId,
  kind: common.kind,
  source: common.source,
  key: common.idempotencyKey,
  event_at: common.eventAt,
  meta: common.meta,
})

async function callPost(trx: LedgerClient, request: Record<string, unknown>): Promise<PostedTransaction> {
  const sql = 'select ledger_post(?::jsonb) as answer'
  const [{ answer }] = await sqlRows<{ answer: Answer }>(trx, sql, [JSON.stringify(request)]).catch((error) => {
    throw namedRefusal(error)
  })
  return {
    id: answer.id,
    kind: answer.kind,
    postedAt: answer.posted_at,
    replayed: answer.replayed,
    entries: answer.entries.map(fromLine),
  }
}
