import { sqlRows, type SqlClient } from '#core/database/sql'
import { Money } from '#core/money/money'

export type BalanceKey = { tenantId: string | null; code: string; currency: string }

export type Balance = {
  balance: Money
  /** The balance less open holds. */
  available: Money
}

/** The balance of an account, its shards summed; zero for one that was never used. */
export async function findBalance(client: SqlClient, { tenantId, code, currency }: BalanceKey): Promise<Balance> {
  const [row] = await sqlRows<{ balance: number; available: number }>(
    client,
    'select balance, available from ledger_balances where book = ledger_book(?::uuid) and code = ? and currency = ?',
    [tenantId, code, currency]
  )
  return { balance: Money.of(row?.balance ?? 0, currency), available: Money.of(row?.available ?? 0, currency) }
}
