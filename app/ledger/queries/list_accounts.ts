import { ascending, keysetPage, type Page } from '#core/http/keyset'
import type { Side } from '#ledger/types'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export type AccountRow = {
  id: string
  code: string
  shard: number
  currency: string
  side: Side
  balance: number
  available: number
  min_balance: number | null
  version: number
  closed_at: Date | null
}

const COLUMNS = ['id', 'code', 'shard', 'currency', 'side', 'balance', 'available', 'min_balance', 'version', 'closed_at']

/** The account rows of one book by code; each shard of a hot account is a row of its own. */
export function listAccounts(
  client: QueryClientContract,
  tenantId: string | null,
  page: { limit: number; cursor?: string }
): Promise<Page<AccountRow>> {
  const query = client
    .from('ledger_accounts')
    .whereRaw('book = ledger_book(?::uuid)', [tenantId as string])
    .select(COLUMNS)
  const sort = ascending('code', 'currency', 'shard')
  return keysetPage<AccountRow>(query, { sort, ...page })
}
