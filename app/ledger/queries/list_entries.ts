import { descending, keysetPage, type Page } from '#core/http/keyset'
import type { Side } from '#ledger/types'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export type EntryRow = {
  tx_id: string
  kind: string
  source_type: string
  source_id: string
  posted_at: Date
  side: Side
  amount: number
  balance_after: number
  account_version: number
}

/** The history of one account row, newest first. Versions have no gap, so the page is a walk along one index. */
export function listEntries(
  client: QueryClientContract,
  accountId: string,
  page: { limit: number; cursor?: string }
): Promise<Page<EntryRow>> {
  const query = client
    .from('ledger_entries')
    .join('ledger_transactions', 'ledger_transactions.id', 'ledger_entries.tx_id')
    .where('account_id', accountId)
    .select('tx_id', 'kind', 'source_type', 'source_id', 'posted_at', 'side', 'amount', 'balance_after', 'account_version')
  return keysetPage<EntryRow>(query, { sort: descending('account_version'), ...page })
}
