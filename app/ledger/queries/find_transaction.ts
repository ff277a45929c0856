import { sqlRows } from '#core/database/sql'
import type { TransactionRow } from '#ledger/queries/list_transactions'
import type { Side } from '#ledger/types'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export type TransactionEntry = {
  seq: number
  code: string
  shard: number
  currency: string
  side: Side
  amount: number
  balance_after: number
}

export type TransactionDetail = Omit<TransactionRow, 'amount' | 'currency'> & { reversed_by: string | null; entries: TransactionEntry[] }

/** A transaction with its entries and what undid it; null when there is none. */
export async function findTransaction(client: QueryClientContract, id: string): Promise<TransactionDetail | null> {
  const [transaction] = await sqlRows<Omit<TransactionDetail, 'entries'>>(
    client,
    `select t.id, t.kind, t.source_type, t.source_id, t.tenant_id, t.posted_at, t.reverses_id, r.id as reversed_by
       from ledger_transactions t left join ledger_transactions r on r.reverses_id = t.id where t.id = ?`,
    [id]
  )
  if (!transaction) return null
  const entries = await sqlRows<TransactionEntry>(
    client,
    `select e.seq, a.code, a.shard, a.currency, e.side, e.amount, e.balance_after
       from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.tx_id = ? order by e.seq`,
    [id]
  )
  return { ...transaction, entries }
}
