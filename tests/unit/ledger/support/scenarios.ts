import assert from 'node:assert/strict'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { newId } from '#core/ids'
import { expireHolds, placeHold, voidHold } from '#ledger/actions/holds'
import { post, type PostRequest } from '#ledger/actions/post_transaction'
import { waitFor } from '#tests/support/wait_for'
import { findBalance } from '#ledger/queries/find_balance'
import { debit } from '#ledger/entries'
import { chance, commitPost, commitReverse, move, outcome, request, rub, spend, topUp, wallet } from '#tests/unit/ledger/support/requests'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** A promise under load. The suite demands that it holds, the mutation check that at least one breaks. */
export type Scenario = { name: string; run(client: QueryClientContract): Promise<void> }

const together = <Result>(workers: number, work: (worker: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))

const count = (outcomes: string[], wanted: string) => outcomes.filter((answer) => answer === wanted).length

async function available(client: QueryClientContract, tenantId: string, code: string) {
  const found = await findBalance(client, { tenantId, code, currency: 'RUB' })
  return found.available.amount
}

const crossedTransfers: Scenario = {
  name: '16 workers move money crosswise between 4 accounts without a deadlock or a lost update',
  async run(client) {
    const tenantId = newId()
    for (let name = 0; name < 4; name++) await commitPost(tenantId, topUp(wallet(name), 100_000), { client })
    const outcomes = await together(16, async (worker) => {
      const pick = chance(worker + 1)
      const answers = []
      for (let round = 0; round < 12; round++) {
        const from = pick(4)
        const entries = [
          ...move(wallet(from), wallet((from + 1 + pick(3)) % 4), 1 + pick(50)),
          ...move(wallet(pick(4)), wallet(pick(4)), 1),
        ]
        answers.push(await outcome(commitPost(tenantId, entries, { client })))
      }
      return answers
    })
    assert.equal(
      count(outcomes.flat(), 'done'),
      16 * 12,
      outcomes.flat().find((answer) => answer !== 'done')
    )
    const balances = await Promise.all([0, 1, 2, 3].map((name) => available(client, tenantId, `wallet:${name}`)))
    assert.equal(
      balances.reduce((sum, balance) => sum + balance, 0),
      400_000
    )
  },
}

/** One open transaction holds the middle account, so that all workers are half-way when it lets go. */
const freshAccounts: Scenario = {
  name: '8 workers open the same 60 new accounts in different orders without a deadlock',
  async run(client) {
    const tenantId = newId()
    await commitPost(tenantId, topUp(wallet('seed'), 1), { client })
    for (let round = 0; round < 4; round++) {
      const outcomes = await openTogether(client, (name) => request(tenantId, topUp(wallet(`${round}-${10 + name}`), 1)))
      assert.equal(count(outcomes, 'done'), 8, outcomes.join())
    }
  },
}

async function openTogether(client: QueryClientContract, opening: (name: number) => PostRequest): Promise<string[]> {
  const blocker = await client.transaction()
  await post(blocker, opening(30))
  const working = together(8, (worker) => {
    const pick = chance(worker * 31 + 1)
    const names = Array.from({ length: 60 }, (_, name) => name).sort(() => pick(3) - 1)
    const wanted = { ...opening(0), entries: names.flatMap((name) => opening(name).entries) }
    return outcome(client.transaction((trx) => post(trx, wanted)))
  })
  await waitFor('every worker to wait', async () => (await countWaiting(client)) >= 7).finally(() => blocker.rollback())
  return working
}

async function countWaiting(client: QueryClientContract): Promise<number> {
  const sql = `select count(*) as waiting from pg_stat_activity where application_name = ? and wait_event_type = 'Lock'`
  const [row] = await sqlRows<{ waiting: number }>(db, sql, [client.connectionName])
  return row.waiting
}

const lastRoubles: Scenario = {
  name: '32 workers spend from 100 roubles and exactly 10 of them get their 10',
  async run(client) {
    const tenantId = newId()
    await commitPost(tenantId, topUp(wallet('last'), 100), { client })
    const outcomes = await together(32, () => outcome(commitPost(tenantId, spend(wallet('last'), 10), { client })))
    assert.equal(count(outcomes, 'done'), 10)
    assert.equal(count(outcomes, 'E_LEDGER_INSUFFICIENT'), 22)
    assert.equal(await available(client, tenantId, 'wallet:last'), 0)
  },
}

const racedKey: Scenario = {
  name: 'one key raced by 8 callers has one effect, and each later call the same answer',
  async run(client) {
    const tenantId = newId()
    const idempotencyKey = newId()
    const pay = () => commitPost(tenantId, topUp(wallet('key'), 7), { idempotencyKey, client })
    const outcomes = await together(8, () => outcome(pay()))
    assert.equal(count(outcomes, 'done') + count(outcomes, 'E_LEDGER_BUSY'), 8, outcomes.join())
    const [first, second] = [await pay(), await pay()]
    assert.deepEqual(first, second)
    assert.equal(first.replayed, true)
    assert.equal(await available(client, tenantId, 'wallet:key'), 7)
    assert.equal(await outcome(commitPost(tenantId, topUp(wallet('key'), 8), { idempotencyKey, client })), 'E_LEDGER_KEY_REUSED')
    assert.equal(await available(client, tenantId, 'wallet:key'), 7)
  },
}

const countedHold: Scenario = {
  name: 'held money cannot be spent, and comes back when the hold is voided, once',
  async run(client) {
    const tenantId = newId()
    const id = newId()
    await commitPost(tenantId, topUp(wallet('held'), 100), { client })
    await client.transaction((trx) =>
      placeHold(trx, { id, tenantId, account: wallet('held'), money: rub(60), source: { type: 'test', id }, idempotencyKey: id })
    )
    assert.equal(await available(client, tenantId, 'wallet:held'), 40)
    assert.equal(await outcome(commitPost(tenantId, spend(wallet('held'), 50), { client })), 'E_LEDGER_INSUFFICIENT')
    await client.transaction((trx) => voidHold(trx, { tenantId, id }))
    await client.transaction((trx) => voidHold(trx, { tenantId, id }))
    assert.equal(await available(client, tenantId, 'wallet:held'), 100)
    assert.equal(await outcome(commitPost(tenantId, spend(wallet('held'), 50), { client })), 'done')
  },
}

const racedCapture: Scenario = {
  name: 'a hold captured by 6 callers and expired by 2 ends once',
  async run(client) {
    const tenantId = newId()
    await commitPost(tenantId, topUp(wallet('race'), 1_000), { client })
    for (let round = 0; round < 6; round++) {
      const id = newId()
      await client.transaction((trx) =>
        placeHold(trx, {
          ...{ id, tenantId, account: wallet('race'), money: rub(50), source: { type: 'test', id }, idempotencyKey: id },
          expiresAt: '2020-01-01T00:00:00Z',
        })
      )
      const ends = await together(8, (worker) =>
        worker < 6
          ? outcome(commitPost(tenantId, spend(wallet('race'), 50), { hold: { id }, client }))
          : client
              .transaction((trx) => expireHolds(trx, '2020-01-02T00:00:00Z', 1_000))
              .then((ids) => (ids.includes(id) ? 'expired' : 'none'))
      )
      assert.equal(count(ends, 'done') + count(ends, 'expired'), 1, ends.join())
      const late = await client.transaction((trx) => expireHolds(trx, '2020-01-02T00:00:00Z', 1_000))
      assert.ok(!late.includes(id), 'an ended hold ended again')
    }
    assert.equal(await outcome(commitPost(tenantId, spend(wallet('race'), 1_001), { client })), 'E_LEDGER_INSUFFICIENT')
  },
}

const racedReversal: Scenario = {
  name: 'a transaction reversed by 6 callers is reversed once',
  async run(client) {
    const tenantId = newId()
    await commitPost(tenantId, topUp(wallet('rev'), 500), { client })
    const paid = await commitPost(tenantId, topUp(wallet('rev'), 70), { client })
    const outcomes = await together(6, () => outcome(commitReverse(tenantId, paid.id, client)))
    assert.equal(count(outcomes, 'done'), 1, outcomes.join())
    assert.equal(count(outcomes, 'E_LEDGER_ALREADY_REVERSED'), 5, outcomes.join())
    assert.equal(await available(client, tenantId, 'wallet:rev'), 500)
  },
}

const tamperedRows: Scenario = {
  name: 'direct changes are refused and an unbalanced transaction cannot be committed',
  async run(client) {
    const tenantId = newId()
    const paid = await commitPost(tenantId, topUp(wallet('raw'), 9), { client })
    const direct = (sql: string) =>
      outcome(client.transaction((trx) => trx.rawQuery(`select set_config('rialto.ledger', 'on', true)`).then(() => trx.rawQuery(sql))))
    assert.equal(await direct(`update ledger_entries set amount = 1 where tx_id = '${paid.id}'`), 'RL006')
    assert.equal(await direct(`delete from ledger_entries where tx_id = '${paid.id}'`), 'RL006')
    assert.equal(await direct(`update ledger_transactions set kind = 'x.y' where id = '${paid.id}'`), 'RL006')
    assert.equal(await direct('truncate ledger_entries'), 'RL006')
    const account = paid.entries[0].accountId
    const slipped = `insert into ledger_entries values ('${paid.id}', 3, '${account}', 'D', 5, 14, 2)`
    assert.equal(await direct(slipped), 'RL001')
    const twoDebits = [debit(wallet('raw'), rub(1)), debit(wallet('raw'), rub(1))]
    assert.equal(await outcome(commitPost(tenantId, twoDebits, { client })), 'E_LEDGER_UNBALANCED')
  },
}

const repeatedAccount: Scenario = {
  name: 'an account met twice in one transaction tells both balances in turn',
  async run(client) {
    const entries = [...topUp(wallet('twice'), 10), ...topUp(wallet('twice'), 5)]
    const posted = await commitPost(newId(), entries, { client })
    const told = posted.entries.map(({ balanceAfter, accountVersion }) => [balanceAfter, accountVersion])
    assert.deepEqual(told, [
      [10, 1],
      [10, 1],
      [15, 2],
      [15, 2],
    ])
  },
}

export const scenarios = [
  repeatedAccount,
  countedHold,
  tamperedRows,
  racedKey,
  lastRoubles,
  racedReversal,
  racedCapture,
  crossedTransfers,
  freshAccounts,
]
