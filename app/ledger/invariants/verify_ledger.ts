import { booksSumToZero, storedBalancesMatch, transactionsBalance } from '#ledger/invariants/balances'
import { escrowIsCovered, floorsHold, holdsMatchPending } from '#ledger/invariants/floors'
import { guardsInPlace } from '#ledger/invariants/guards_in_place'
import { keysMatchEffects } from '#ledger/invariants/keys'
import { probeRefusals } from '#ledger/invariants/refusals_leave_no_trace'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { InvariantCheck } from '#ledger/invariants/check'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export type CheckResult = { number: number; name: string; ok: boolean; violations: string[]; ms: number }

export type LedgerReport = {
  ok: boolean
  checks: CheckResult[]
  counts: { accounts: number; transactions: number; entries: number; holds: number }
}

const CHECKS: InvariantCheck[] = [
  guardsInPlace,
  transactionsBalance,
  booksSumToZero,
  storedBalancesMatch,
  floorsHold,
  escrowIsCovered,
  holdsMatchPending,
  keysMatchEffects,
]

/**
 * Checks every named invariant of the ledger. All but the last read one snapshot, so the shop may go on selling;
 * the last tries refused calls and rolls them back.
 */
export async function verifyLedger(client: QueryClientContract): Promise<LedgerReport> {
  const { checks, counts } = await client.transaction(
    async (trx) => {
      await sqlRun(trx, 'set transaction read only')
      const results: CheckResult[] = []
      for (const check of CHECKS) results.push(await timed(check, () => check.run(trx)))
      return { checks: results, counts: await countRows(trx) }
    },
    { isolationLevel: 'repeatable read' }
  )
  checks.push(await timed({ number: 10, name: 'refusals_leave_no_trace' }, () => rolledBackProbe(client)))
  return { ok: checks.every((check) => check.ok), checks, counts }
}

async function timed({ number, name }: Pick<InvariantCheck, 'number' | 'name'>, run: () => Promise<string[]>): Promise<CheckResult> {
  const start = performance.now()
  const violations = await run()
  return { number, name, ok: violations.length === 0, violations, ms: Math.round(performance.now() - start) }
}

async function rolledBackProbe(client: QueryClientContract): Promise<string[]> {
  const trx = await client.transaction()
  try {
    return await probeRefusals(trx)
  } catch (error) {
    return [`the probe failed: ${(error as Error).message}`]
  } finally {
    await trx.rollback()
  }
}

async function countRows(client: QueryClientContract) {
  const [counts] = await sqlRows<LedgerReport['counts']>(
    client,
    `select (select count(*) from ledger_accounts) as accounts, (select count(*) from ledger_transactions) as transactions,
            (select count(*) from ledger_entries) as entries, (select count(*) from ledger_holds) as holds`
  )
  return counts
}
