import { sqlRows } from '#core/database/sql'
import { namedRefusal } from '#ledger/refusals'
import type { Account, LedgerClient } from '#ledger/types'

export type AccountKey = { tenantId: string | null; account: Pick<Account, 'code'>; currency: string }

/**
 * Closes an empty account for good: later postings to it answer `E_LEDGER_ACCOUNT_CLOSED`, so does closing one that
 * still holds money. Answers whether there was such an account.
 */
export async function closeAccount(trx: LedgerClient, { tenantId, account, currency }: AccountKey): Promise<boolean> {
  const sql = 'select ledger_close_account(?::uuid, ?, ?) as closed'
  const [row] = await sqlRows<{ closed: boolean }>(trx, sql, [tenantId, account.code, currency]).catch((error) => {
    throw namedRefusal(error)
  })
  return row.closed
}
