import { Money } from '#core/money/money'
import type { Account, Entry, PostedEntry, Side } from '#ledger/types'

/** An entry on the debit side: grows what we have, shrinks what we owe. */
export const debit = (account: Account, money: Money): Entry => ({ account, side: 'D', money })

/** An entry on the credit side: grows what we owe, shrinks what we have. */
export const credit = (account: Account, money: Money): Entry => ({ account, side: 'C', money })

/** Zero parts (no promotion, no VAT) leave no entry: an entry always moves something. */
export const withoutZeros = (entries: Entry[]): Entry[] => entries.filter((entry) => !entry.money.isZero)

/** The wire form that `ledger_post` and `ledger_hold_place` read. */
export const toLine = ({ account, side, money }: Entry) => ({
  code: account.code,
  normal_side: account.normalSide,
  currency: money.currency,
  side,
  amount: String(money.amount),
  min_balance: account.minBalance,
  shards: account.shards,
  owner_type: account.owner?.type,
  owner_id: account.owner?.id,
  ...(account.tenantId === undefined ? {} : { tenant_id: account.tenantId }),
})

export type AnswerLine = {
  seq: number
  account_id: string
  code: string
  currency: string
  side: Side
  amount: string
  balance_after: string
  account_version: string
}

export const fromLine = (line: AnswerLine): PostedEntry => ({
  seq: line.seq,
  accountId: line.account_id,
  code: line.code,
  side: line.side,
  money: Money.of(Number(line.amount), line.currency),
  balanceAfter: Number(line.balance_after),
  accountVersion: Number(line.account_version),
})
