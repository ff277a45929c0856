import { QueryClient } from '@adonisjs/lucid/database'
import { Exception } from '@adonisjs/core/exceptions'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The server answered COMMIT with a rollback, because an earlier statement failed and its error was caught. */
export class CommitRolledBack extends Exception {
  static status = 500
  static code = 'E_COMMIT_ROLLED_BACK'
  static message = 'The transaction had failed before its commit: nothing was written'
}

type KnexTransaction = {
  commit(): Promise<{ response?: { command?: string } } | undefined>
  /** Settles with what the server answered to COMMIT. */
  executionPromise?: Promise<unknown>
}

/**
 * Knex resolves `commit()` even when the server refused it (a deferred constraint, a lost connection) or rolled back
 * instead (https://github.com/knex/knex/issues/6141), so money would seem to have moved. After this call every Lucid
 * transaction throws in both cases, and its after-commit hooks do not run.
 */
export function makeCommitsStrict() {
  const begin = QueryClient.prototype.transaction as (...args: unknown[]) => Promise<unknown>
  QueryClient.prototype.transaction = async function (this: QueryClient, first?: unknown, ...rest: unknown[]) {
    if (typeof first !== 'function') return strict((await begin.call(this, first, ...rest)) as TransactionClientContract)
    return begin.call(this, (trx: TransactionClientContract) => first(strict(trx)), ...rest)
  } as typeof QueryClient.prototype.transaction
}

const patched = new WeakSet<object>()

/** Lucid does not export the class of its transactions: the first one made shows it. */
function strict(trx: TransactionClientContract): TransactionClientContract {
  const prototype = Object.getPrototypeOf(trx) as { commit(this: TransactionClientContract): Promise<void> }
  if (patched.has(prototype)) return trx
  patched.add(prototype)
  const commit = prototype.commit
  prototype.commit = function () {
    awaitAnswer(this.knexClient as unknown as KnexTransaction)
    return commit.call(this)
  }
  return trx
}

function awaitAnswer(knex: KnexTransaction) {
  const send = knex.commit
  knex.commit = async () => {
    const sent = await send()
    await knex.executionPromise
    if (sent?.response?.command === 'ROLLBACK') throw new CommitRolledBack()
    return sent
  }
}
