import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { post } from '#ledger/actions/post_transaction'
import { balanceOf, commitPost, inTransaction, outcome, request, spend, topUp, wallet } from '#tests/unit/ledger/support/requests'

const hot = `select set_config('rialto.ledger', 'on', true)`

test.group('A commit that did not happen is never reported as one', () => {
  test('a deferred constraint refused at commit reaches the caller', async ({ assert }) => {
    const { id, entries } = await commitPost(newId(), topUp(wallet('c'), 1))
    const slip = (trx: { rawQuery: typeof db.rawQuery }) =>
      trx.rawQuery(hot).then(() => trx.rawQuery(`insert into ledger_entries values (?, 3, ?, 'D', 5, 6, 2)`, [id, entries[0].accountId]))
    assert.equal(await outcome(inTransaction(slip)), 'RL001')

    const trx = await db.transaction()
    await slip(trx)
    assert.equal(await outcome(trx.commit()), 'RL001')
    const { rows } = await db.rawQuery('select count(*) as found from ledger_entries where tx_id = ?', [id])
    assert.equal(rows[0].found, 2)
  })

  test('a refusal that the caller swallowed is reported at commit', async ({ assert }) => {
    const tenantId = newId()
    const careless = inTransaction(async (trx) => {
      await post(trx, request(tenantId, topUp(wallet('c'), 10)))
      await post(trx, request(tenantId, spend(wallet('c'), 11))).catch(() => {})
    })
    assert.equal(await outcome(careless), 'E_COMMIT_ROLLED_BACK')
    assert.equal(await balanceOf(tenantId, 'wallet:c'), 0)
  })

  test('a refusal inside a nested transaction leaves the outer one whole', async ({ assert }) => {
    const tenantId = newId()
    await inTransaction(async (trx) => {
      await post(trx, request(tenantId, topUp(wallet('c'), 10)))
      const refused = trx.transaction((nested) => post(nested, request(tenantId, spend(wallet('c'), 11))))
      assert.equal(await outcome(refused), 'E_LEDGER_INSUFFICIENT')
    })
    assert.equal(await balanceOf(tenantId, 'wallet:c'), 10)
  })

  test('a connection lost before the commit is an error', async ({ assert }) => {
    const trx = await db.transaction()
    const { rows } = await trx.rawQuery('select pg_backend_pid() as pid')
    await post(trx, request(newId(), topUp(wallet('c'), 10)))
    await db.rawQuery('select pg_terminate_backend(?)', [rows[0].pid])
    assert.notEqual(await outcome(trx.commit()), 'done')
  })
})
