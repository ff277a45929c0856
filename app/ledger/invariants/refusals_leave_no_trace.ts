import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Money } from '#core/money/money'
import { post, type PostRequest } from '#ledger/actions/post_transaction'
import { credit, debit } from '#ledger/entries'
import type { Account, LedgerClient } from '#ledger/types'

const CASH: Account = { code: 'probe_cash', normalSide: 'D' }
const WALLET: Account = { code: 'probe_wallet', normalSide: 'C', minBalance: 0 }

/** Every row of the probe's book with its physical place: an update that changes nothing would show as well. */
const FINGERPRINT = `
  select md5(string_agg(line, '|' order by line)) as print from (
    select a.ctid::text || a.xmin || a::text as line from ledger_accounts a where tenant_id = :book
    union all select t.ctid::text || t.xmin || t::text from ledger_transactions t where tenant_id = :book
    union all select h.ctid::text || h.xmin || h::text from ledger_holds h where tenant_id = :book
    union all select k.ctid::text || k.xmin || k::text from ledger_idempotency_keys k where tenant_id = :book
    union all select e.ctid::text || e.xmin || e::text from ledger_entries e join ledger_accounts a on a.id = e.account_id
      where a.tenant_id = :book) lines`

/**
 * 10: a refused call leaves every row byte-identical. Tried on a book of its own inside a transaction that is always
 * rolled back, so the check may run against production.
 */
export async function probeRefusals(trx: LedgerClient): Promise<string[]> {
  const tenantId = newId()
  const paid = pay(tenantId, 500)
  await post(trx, paid)
  const before = await fingerprint(trx, tenantId)
  const violations: string[] = []
  for (const [code, request] of refusedRequests(tenantId, paid)) {
    const answer = await refusalOf(trx, request)
    if (answer !== code) violations.push(`a call that must answer ${code} answered ${answer}`)
    if ((await fingerprint(trx, tenantId)) !== before) violations.push(`a call refused with ${code} left a trace`)
  }
  const again = await post(trx, paid)
  if (!again.replayed) violations.push('a repeated call was not answered from its key')
  if ((await fingerprint(trx, tenantId)) !== before) violations.push('a repeated call left a trace')
  return violations
}

const pay = (tenantId: string, amount: number): PostRequest => ({
  id: newId(),
  tenantId,
  kind: 'ledger.probe',
  source: { type: 'probe', id: tenantId },
  idempotencyKey: newId(),
  entries: [debit(CASH, rub(amount)), credit(WALLET, rub(amount))],
})

const rub = (amount: number) => Money.of(amount, 'RUB')

function refusedRequests(tenantId: string, paid: PostRequest): [string, PostRequest][] {
  const base = pay(tenantId, 1)
  return [
    ['E_LEDGER_INSUFFICIENT', { ...base, entries: [debit(WALLET, rub(501)), credit(CASH, rub(501))] }],
    ['E_LEDGER_UNBALANCED', { ...base, entries: [debit(CASH, rub(2)), credit(WALLET, rub(1))] }],
    ['E_LEDGER_UNBALANCED', { ...base, entries: [debit(CASH, rub(1)), credit(WALLET, Money.of(1, 'USD'))] }],
    ['E_LEDGER_INVALID', { ...base, entries: [debit(CASH, rub(-1)), credit(WALLET, rub(-1))] }],
    ['E_LEDGER_KEY_REUSED', { ...paid, entries: [debit(CASH, rub(1)), credit(WALLET, rub(1))] }],
    ['E_LEDGER_HOLD_NOT_OPEN', { ...base, hold: { id: newId() } }],
  ]
}

async function refusalOf(trx: LedgerClient, request: PostRequest): Promise<string> {
  await sqlRun(trx, 'savepoint ledger_probe')
  try {
    await post(trx, request)
    return 'success'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  } finally {
    await sqlRun(trx, 'rollback to savepoint ledger_probe')
  }
}

async function fingerprint(trx: LedgerClient, tenantId: string) {
  const sql = FINGERPRINT.replaceAll(':book', '?')
  const [row] = await sqlRows<{ print: string }>(trx, sql, Array(5).fill(tenantId))
  return row.print
}
