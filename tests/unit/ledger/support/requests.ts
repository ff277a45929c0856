import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { post, reverse, type PostRequest } from '#ledger/actions/post_transaction'
import { credit, debit } from '#ledger/entries'
import { findBalance } from '#ledger/queries/find_balance'
import type { Account, Entry, LedgerClient } from '#ledger/types'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export const rub = (amount: number) => Money.of(amount, 'RUB')

/** What we have: the other side of every top-up of the tests. */
export const cash: Account = { code: 'cash', normalSide: 'D' }

/** What we owe somebody; never below zero. */
export const wallet = (name: string | number): Account => ({ code: `wallet:${name}`, normalSide: 'C', minBalance: 0 })

export const topUp = (account: Account, amount: number): Entry[] => [debit(cash, rub(amount)), credit(account, rub(amount))]
export const spend = (account: Account, amount: number): Entry[] => [debit(account, rub(amount)), credit(cash, rub(amount))]
export const move = (from: Account, to: Account, amount: number): Entry[] => [debit(from, rub(amount)), credit(to, rub(amount))]

export const request = (tenantId: string | null, entries: Entry[], more: Partial<PostRequest> = {}): PostRequest => ({
  id: newId(),
  tenantId,
  kind: 'test.moved',
  source: { type: 'test', id: '1' },
  idempotencyKey: newId(),
  entries,
  ...more,
})

type More = Partial<PostRequest> & { client?: QueryClientContract }

/** Posts in a transaction of its own, committed. */
export const commitPost = (tenantId: string | null, entries: Entry[], { client = db.connection(), ...more }: More = {}) =>
  client.transaction((trx) => post(trx, request(tenantId, entries, more)))

/** Undoes a transaction in a transaction of its own. */
export function commitReverse(tenantId: string, reversesId: string, client: QueryClientContract = db.connection()) {
  const { id, kind, source, idempotencyKey } = request(tenantId, [])
  return client.transaction((trx) => reverse(trx, { id, tenantId, kind, source, idempotencyKey, reversesId }))
}

export async function balanceOf(tenantId: string | null, code: string, currency = 'RUB') {
  const { balance } = await findBalance(db.connection(), { tenantId, code, currency })
  return balance.amount
}

/** The code of the refusal, or `done`. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

export const inTransaction = <Result>(work: (trx: LedgerClient) => Promise<Result>, client: QueryClientContract = db.connection()) =>
  client.transaction(work)

/** A small repeatable source of chance: a failing schedule can be run again. */
export function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
