import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export type TransactionRow = {
  id: string
  kind: string
  source_type: string
  source_id: string
  tenant_id: string | null
  posted_at: Date
  reverses_id: string | null
  amount: number
  currency: string
}

/** Transactions with what they moved: their debits, in the currency of the first one. */
export const listTransactions = (client: QueryClientContract) =>
  client
    .from('ledger_transactions')
    .select('id', 'kind', 'source_type', 'source_id', 'tenant_id', 'posted_at', 'reverses_id')
    .select(
      client.raw(`(select sum(e.amount)::bigint from ledger_entries e join ledger_accounts a on a.id = e.account_id
                    where e.tx_id = ledger_transactions.id and e.side = 'D' and a.currency = (
                      select f.currency from ledger_entries g join ledger_accounts f on f.id = g.account_id
                       where g.tx_id = ledger_transactions.id and g.seq = 1)) as amount`),
      client.raw(`(select a.currency from ledger_entries e join ledger_accounts a on a.id = e.account_id
                    where e.tx_id = ledger_transactions.id and e.seq = 1) as currency`)
    )
