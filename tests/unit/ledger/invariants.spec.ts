import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import { newId } from '#core/ids'
import { closeAccount } from '#ledger/actions/close_account'
import { placeHold } from '#ledger/actions/holds'
import { verifyLedger } from '#ledger/invariants/verify_ledger'
import { commitPost, rub, spend, topUp, wallet } from '#tests/unit/ledger/support/requests'
import { scratchLedger } from '#tests/unit/ledger/support/scratch_ledger'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import LedgerCheck from '#commands/ledger_check'

const escrow = { ...wallet('x'), code: 'escrow:order:1' }

/** What somebody with the rights of the database's owner could do behind the ledger's back, and which check says so. */
const tampering: Record<string, { sql: string; caught: string[] }> = {
  'an amount is changed': {
    sql: 'update ledger_entries set amount = amount + 1 where seq = 1',
    caught: ['transactions_balance', 'stored_balances_match', 'keys_match_effects'],
  },
  'an entry is deleted': { sql: 'delete from ledger_entries where seq = 2', caught: ['transactions_balance', 'stored_balances_match'] },
  'a balance is raised': {
    sql: `update ledger_accounts set posted_c = posted_c + 100 where code = 'wallet:a'`,
    caught: ['books_sum_to_zero', 'stored_balances_match'],
  },
  'a version is skipped': {
    sql: `update ledger_accounts set version = version + 1 where code = 'wallet:a'`,
    caught: ['stored_balances_match'],
  },
  'a balance after an entry is forged': {
    sql: 'update ledger_entries set balance_after = 0 where seq = 2',
    caught: ['stored_balances_match', 'keys_match_effects'],
  },
  'an account goes below its floor': {
    sql: `alter table ledger_accounts drop constraint ledger_accounts_floor; update ledger_accounts set min_balance = 1000 where code = 'wallet:a'`,
    caught: ['floors_hold'],
  },
  'a hold is forgotten': {
    sql: `update ledger_holds set state = 'voided', remaining = 0, closed_at = now()`,
    caught: ['holds_match_pending'],
  },
  'held money is released by hand': { sql: `update ledger_accounts set pending_d = 0`, caught: ['holds_match_pending'] },
  'a closed escrow is filled': {
    sql: `alter table ledger_accounts drop constraint ledger_accounts_closed; update ledger_accounts set posted_c = posted_c + 5 where code = 'escrow:order:1'`,
    caught: ['escrow_is_covered'],
  },
  'a key is deleted': { sql: 'delete from ledger_idempotency_keys where tx_id is not null', caught: ['keys_match_effects'] },
  'a stored answer is forged': {
    sql: `update ledger_idempotency_keys set response = jsonb_set(response, '{entries,0,amount}', '"1"') where tx_id is not null`,
    caught: ['keys_match_effects'],
  },
}

test.group('Ledger invariants', () => {
  for (const [at, [what, { sql, caught }]] of Object.entries(tampering).entries()) {
    test(`noticed: ${what}`, async ({ assert }) => {
      const ledger = await scratchLedger(`t${at}`)
      try {
        await fill(ledger.client)
        const before = await verifyLedger(ledger.client)
        assert.isTrue(before.ok)
        await tamper(ledger.client, sql)
        const { checks, ok } = await verifyLedger(ledger.client)
        assert.isFalse(ok)
        assert.includeMembers(
          checks.filter((check) => !check.ok).map((check) => check.name),
          caught
        )
      } finally {
        await ledger.drop()
      }
    })
  }

  test('noticed: a guard is switched off', async ({ assert }) => {
    const ledger = await scratchLedger('guard')
    try {
      await ledger.client.rawQuery('alter table ledger_entries disable trigger ledger_entries_balanced')
      const { checks } = await verifyLedger(ledger.client)
      assert.deepEqual(
        checks.filter((check) => !check.ok).map((check) => check.name),
        ['guards_in_place']
      )
    } finally {
      await ledger.drop()
    }
  })

  test('ledger:check ends with 0 on a sound ledger and prints one report as JSON', async ({ assert }) => {
    const command = await ace.create(LedgerCheck, ['--json'])
    await command.exec()
    assert.equal(command.exitCode ?? 0, 0)
  })

  test('ledger:check ends with 1 on a broken ledger', async ({ assert }) => {
    const ledger = await scratchLedger('command')
    try {
      await fill(ledger.client)
      await tamper(ledger.client, tampering['a balance is raised'].sql)
      const command = await ace.create(LedgerCheck, ['--json', `--connection=${ledger.client.connectionName}`])
      await command.exec()
      assert.equal(command.exitCode, 1)
    } finally {
      await ledger.drop()
    }
  })
})

/** A little of everything: postings, a hold, a closed escrow. */
async function fill(client: QueryClientContract) {
  const tenantId = newId()
  await commitPost(tenantId, topUp(wallet('a'), 500), { client })
  await commitPost(tenantId, topUp(escrow, 5), { client })
  await commitPost(tenantId, spend(escrow, 5), { client })
  await client.transaction((trx) => closeAccount(trx, { tenantId, account: escrow, currency: 'RUB' }))
  const id = newId()
  const hold = { id, tenantId, account: wallet('a'), money: rub(40), source: { type: 'test', id }, idempotencyKey: id }
  await client.transaction((trx) => placeHold(trx, hold))
}

/** `replica` switches triggers off for this transaction: only a superuser may. */
async function tamper(client: QueryClientContract, sql: string) {
  const trx = await client.transaction()
  await trx.rawQuery('set local session_replication_role = replica')
  for (const statement of sql.split(';')) await trx.rawQuery(statement)
  await trx.commit()
}
