import type { Money } from '#core/money/money'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The caller's transaction: the ledger never opens one of its own, so money moves with the change that caused it. */
export type LedgerClient = TransactionClientContract

export type Side = 'D' | 'C'

/** Names an account. It is opened by the first entry that mentions it; its currency is that of the entry. */
export type Account = {
  /** Unique in its book and currency: `escrow:order:<id>`, `psp_clearing`. */
  code: string
  /** The side on which the balance grows: D for what we have, C for what we owe. */
  normalSide: Side
  /** The floor of balance minus holds, fixed when the account is opened; none by default. */
  minBalance?: number
  /** Rows a hot account is split into; readers see the sum. A sharded account has no floor. */
  shards?: number
  owner?: { type: string; id: string }
  /** Another book than that of the transaction; `null` is the platform's own. */
  tenantId?: string | null
}

export type Entry = { account: Account; side: Side; money: Money }

/** What caused a posting: `{ type: 'payment_intent', id }`. */
export type Source = { type: string; id: string }

export type PostedEntry = {
  seq: number
  accountId: string
  code: string
  side: Side
  money: Money
  balanceAfter: number
  accountVersion: number
}

export type PostedTransaction = {
  id: string
  kind: string
  postedAt: string
  entries: PostedEntry[]
  /** The key was known: this is the stored answer and nothing was written. */
  replayed: boolean
}

export type Hold = {
  id: string
  accountId: string
  code: string
  amount: Money
  remaining: Money
  state: 'pending' | 'posted' | 'voided' | 'expired'
  expiresAt: string | null
  replayed: boolean
}
