import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Runs `work` in the caller's transaction, or in one of its own where the caller has none. */
export const inTransaction = <T>(
  trx: TransactionClientContract | undefined,
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> => (trx ? work(trx) : db.transaction(work))
