import { test } from '@japa/runner'
import { verifyLedger } from '#ledger/invariants/verify_ledger'
import { scenarios } from '#tests/unit/ledger/support/scenarios'
import { scratchLedger, type Planted } from '#tests/unit/ledger/support/scratch_ledger'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

const NO_FLOOR_CHECK: Planted = { find: /CONSTRAINT ledger_accounts_floor CHECK \(.*\),/, put: '' }

/** Bugs that somebody could make on a quiet afternoon. The suite is worth something only if it sees each of them. */
const mutants: Record<string, Planted[]> = {
  'accounts are locked in a random order': [
    { find: 'ORDER BY id FOR NO KEY UPDATE', put: 'ORDER BY md5(id::text || pg_backend_pid()) FOR NO KEY UPDATE' },
  ],
  'accounts are not locked': [{ find: 'ORDER BY id FOR NO KEY UPDATE', put: 'ORDER BY id' }],
  'new accounts are opened in a random order': [
    {
      find: 'ORDER BY l.tenant_id, l.code, l.currency, l.shard, l.seq\n',
      put: 'ORDER BY l.tenant_id, l.code, l.currency, l.shard, l.seq) r ORDER BY md5(r.code || pg_backend_pid())\n',
    },
    { find: 'SELECT DISTINCT ON (l.tenant_id', put: 'SELECT * FROM (SELECT DISTINCT ON (l.tenant_id' },
  ],
  'a known key is not looked up': [{ find: 'IF NOT FOUND THEN RETURN NULL; END IF;\n  IF v_known', put: 'RETURN NULL;\n  IF v_known' }],
  'the body of a repeated key is not compared': [{ find: 'IF v_known.request_hash <>', put: 'IF false AND v_known.request_hash <>' }],
  'keys are not remembered': [{ find: /INSERT INTO ledger_idempotency_keys[^;]*tx_id[^;]*;/, put: '' }],
  'overdrafts are not refused': [
    NO_FLOOR_CHECK,
    { find: 'PERFORM ledger_refuse_overdraft(v_lines);\n  PERFORM ledger_write', put: 'PERFORM ledger_write' },
  ],
  'holds are not counted against the floor': [
    NO_FLOOR_CHECK,
    { find: 'a.available + d.change < a.min_balance', put: 'a.balance + d.change < a.min_balance' },
  ],
  'a voided hold keeps its money': [{ find: 'PERFORM ledger_move_pending(v_hold.account_id, v_hold.side, -v_hold.remaining);', put: '' }],
  'a hold can be captured twice': [
    { find: "OR v_hold.state <> 'pending' THEN", put: 'THEN' },
    { find: 'v_taken NOT BETWEEN 1 AND v_hold.remaining OR', put: '' },
  ],
  'a hold expires although it was captured': [
    { find: "WHERE state = 'pending' AND expires_at <= p_now", put: "WHERE state <> 'expired' AND expires_at <= p_now" },
  ],
  'unbalanced entries are not refused early': [
    {
      find: 'IF EXISTS (SELECT 1 FROM unnest(lines) l GROUP BY l.currency',
      put: 'IF false AND EXISTS (SELECT 1 FROM unnest(lines) l GROUP BY l.currency',
    },
  ],
  'unbalanced entries can be committed': [{ find: /CREATE CONSTRAINT TRIGGER ledger_entries_balanced[^;]*;/, put: '' }],
  'entries can be changed': [{ find: /CREATE TRIGGER ledger_entries_append_only[^;]*;/, put: '' }],
  'transactions can be changed': [{ find: /CREATE TRIGGER ledger_transactions_append_only[^;]*;/, put: '' }],
  'balance_after forgets earlier entries of the same transaction': [
    {
      find: 'a.balance + sum(CASE WHEN l.side = a.side THEN l.amount ELSE -l.amount END) OVER w',
      put: 'a.balance + CASE WHEN l.side = a.side THEN l.amount ELSE -l.amount END',
    },
  ],
  'the version counts transactions, not entries': [{ find: 'version = a.version + d.entries', put: 'version = a.version + 1' }],
  'debits are written as credits': [{ find: "FILTER (WHERE l.side = 'D'), 0) AS debit", put: "FILTER (WHERE l.side = 'C'), 0) AS debit" }],
  'a transaction can be reversed twice': [
    { find: 'reverses_id uuid UNIQUE REFERENCES', put: 'reverses_id uuid REFERENCES' },
    {
      find: 'IF EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id',
      put: 'IF false AND EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id',
    },
  ],
}

test.group('Planted bugs do not survive the suite', () => {
  test('the ledger without a planted bug passes', async ({ assert }) => {
    assert.isNull(await firstComplaint('sound', []))
  })

  for (const [at, [name, planted]] of Object.entries(mutants).entries()) {
    test(name, async ({ assert }) => {
      const complaint = await firstComplaint(`m${at}`, planted)
      assert.isNotNull(complaint, `nobody noticed that ${name}`)
    })
  }
})

/** What the suite says about a mutant: the first scenario that breaks, or the first violated invariant. */
async function firstComplaint(name: string, planted: Planted[]): Promise<string | null> {
  const ledger = await scratchLedger(name, planted)
  try {
    return (await brokenScenario(ledger.client)) ?? (await brokenInvariant(ledger.client))
  } finally {
    await ledger.drop()
  }
}

async function brokenScenario(client: QueryClientContract): Promise<string | null> {
  for (const scenario of scenarios) {
    try {
      await scenario.run(client)
    } catch (error) {
      return `${scenario.name}: ${(error as Error).message}`
    }
  }
  return null
}

async function brokenInvariant(client: QueryClientContract): Promise<string | null> {
  const { checks } = await verifyLedger(client)
  return checks.flatMap((check) => check.violations)[0] ?? null
}
