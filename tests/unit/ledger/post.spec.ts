import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { closeAccount } from '#ledger/actions/close_account'
import { post } from '#ledger/actions/post_transaction'
import { commissionIncome, escrow, pspClearing, sellerPayable, type OrderRef } from '#ledger/accounts'
import { credit, debit } from '#ledger/entries'
import { buyerPays, refundBeforeRelease, refundConfirmed, releaseOrder } from '#ledger/postings'
import { listAccounts } from '#ledger/queries/list_accounts'
import { listEntries } from '#ledger/queries/list_entries'
import {
  balanceOf,
  cash,
  commitPost,
  commitReverse,
  inTransaction,
  outcome,
  request,
  rub,
  spend,
  topUp,
  wallet,
} from '#tests/unit/ledger/support/requests'

const order = (): OrderRef => ({ orderId: newId(), tenantId: newId() })
const share = (ref: OrderRef, paid: number, promotion = 0) => ({ ...ref, paid: rub(paid), promotion: rub(promotion) })

test.group('Ledger: posting', () => {
  test('moves money between accounts and answers what it wrote', async ({ assert }) => {
    const tenantId = newId()
    const posted = await commitPost(tenantId, topUp(wallet('a'), 1_000))
    assert.isFalse(posted.replayed)
    assert.deepEqual(
      posted.entries.map(({ code, side, balanceAfter, accountVersion }) => ({ code, side, balanceAfter, accountVersion })),
      [
        { code: 'cash', side: 'D', balanceAfter: 1_000, accountVersion: 1 },
        { code: 'wallet:a', side: 'C', balanceAfter: 1_000, accountVersion: 1 },
      ]
    )
    assert.equal(await balanceOf(tenantId, 'wallet:a'), 1_000)
    assert.equal(await balanceOf(newId(), 'wallet:a'), 0)
  })

  test('rolls back with the transaction of its caller', async ({ assert }) => {
    const tenantId = newId()
    const work = inTransaction(async (trx) => {
      await post(trx, request(tenantId, topUp(wallet('a'), 5)))
      throw new Error('the caller changed its mind')
    })
    await assert.rejects(() => work, 'the caller changed its mind')
    assert.equal(await balanceOf(tenantId, 'wallet:a'), 0)
  })

  test('answers a repeated key from memory and refuses it for another request', async ({ assert }) => {
    const tenantId = newId()
    const idempotencyKey = newId()
    const first = await commitPost(tenantId, topUp(wallet('a'), 5), { idempotencyKey })
    const again = await commitPost(tenantId, topUp(wallet('a'), 5), { idempotencyKey })
    assert.deepEqual(again, { ...first, replayed: true })
    assert.equal(await outcome(commitPost(tenantId, topUp(wallet('a'), 6), { idempotencyKey })), 'E_LEDGER_KEY_REUSED')
    assert.equal(await balanceOf(tenantId, 'wallet:a'), 5)
  })

  test('a key belongs to its tenant and its kind', async ({ assert }) => {
    const idempotencyKey = newId()
    for (const tenantId of [newId(), newId()]) {
      const first = await commitPost(tenantId, topUp(wallet('a'), 5), { idempotencyKey })
      const other = await commitPost(tenantId, topUp(wallet('a'), 5), { idempotencyKey, kind: 'test.other' })
      assert.isFalse(first.replayed || other.replayed)
    }
  })

  test('one transaction id has one effect, whatever the key', async ({ assert }) => {
    const tenantId = newId()
    const id = newId()
    await commitPost(tenantId, topUp(wallet('a'), 5), { id })
    assert.equal(await outcome(commitPost(tenantId, topUp(wallet('a'), 5), { id })), 'E_LEDGER_KEY_REUSED')
  })

  test('keeps an account above its floor, to the last kopeck', async ({ assert }) => {
    const tenantId = newId()
    await commitPost(tenantId, topUp(wallet('a'), 100))
    assert.equal(await outcome(commitPost(tenantId, spend(wallet('a'), 101))), 'E_LEDGER_INSUFFICIENT')
    assert.equal(await outcome(commitPost(tenantId, spend(wallet('a'), 100))), 'done')
    const credited = { ...wallet('b'), minBalance: -50 }
    assert.equal(await outcome(commitPost(tenantId, spend(credited, 50))), 'done')
    assert.equal(await outcome(commitPost(tenantId, spend(credited, 1))), 'E_LEDGER_INSUFFICIENT')
  })

  test('balances each currency by itself', async ({ assert }) => {
    const tenantId = newId()
    const usd = (amount: number) => Money.of(amount, 'USD')
    const mixed = [debit(cash, rub(90)), credit(wallet('a'), usd(90))]
    assert.equal(await outcome(commitPost(tenantId, mixed)), 'E_LEDGER_UNBALANCED')
    const exchange = { code: 'exchange', normalSide: 'D' as const }
    const converted = [debit(cash, rub(9_000)), credit(exchange, rub(9_000)), debit(exchange, usd(100)), credit(wallet('a'), usd(100))]
    assert.equal(await outcome(commitPost(tenantId, converted)), 'done')
    assert.equal(await balanceOf(tenantId, 'wallet:a', 'USD'), 100)
    assert.equal(await balanceOf(tenantId, 'exchange'), -9_000)
  })

  for (const [what, entries] of [
    ['a zero amount', [debit(cash, rub(0)), credit(wallet('a'), rub(0))]],
    ['a negative amount', [debit(cash, rub(-5)), credit(wallet('a'), rub(-5))]],
    ['no entry', []],
    ['a malformed code', [debit({ code: 'Cash!', normalSide: 'D' }, rub(5)), credit(wallet('a'), rub(5))]],
    ['an account turned to its other side', [debit({ code: 'cash', normalSide: 'C' }, rub(5)), credit(wallet('a'), rub(5))]],
  ] as const) {
    test(`refuses ${what} and writes nothing`, async ({ assert }) => {
      const tenantId = newId()
      await commitPost(tenantId, topUp(wallet('x'), 1))
      assert.equal(await outcome(commitPost(tenantId, [...entries])), 'E_LEDGER_INVALID')
      assert.equal(await balanceOf(tenantId, 'wallet:a'), 0)
      assert.equal(await balanceOf(tenantId, 'cash'), 1)
    })
  }

  test('a closed account takes nothing more, and only an empty one closes', async ({ assert }) => {
    const tenantId = newId()
    const close = () => inTransaction((trx) => closeAccount(trx, { tenantId, account: wallet('a'), currency: 'RUB' }))
    assert.isFalse(await close())
    await commitPost(tenantId, topUp(wallet('a'), 10))
    assert.equal(await outcome(close()), 'E_LEDGER_ACCOUNT_CLOSED')
    await commitPost(tenantId, spend(wallet('a'), 10))
    assert.isTrue(await close())
    assert.equal(await outcome(commitPost(tenantId, topUp(wallet('a'), 10))), 'E_LEDGER_ACCOUNT_CLOSED')
  })

  test('a reversal undoes all entries, once, and not another tenant’s', async ({ assert }) => {
    const tenantId = newId()
    const paid = await commitPost(tenantId, topUp(wallet('a'), 300))
    assert.equal(await outcome(commitReverse(newId(), paid.id)), 'E_LEDGER_NOT_FOUND')
    const undone = await commitReverse(tenantId, paid.id)
    assert.equal(await balanceOf(tenantId, 'wallet:a'), 0)
    assert.equal(await balanceOf(tenantId, 'cash'), 0)
    assert.equal(await outcome(commitReverse(tenantId, paid.id)), 'E_LEDGER_ALREADY_REVERSED')
    assert.equal(await outcome(commitReverse(tenantId, undone.id)), 'E_LEDGER_INVALID')
  })
})

test.group('Ledger: accounts of a sale', () => {
  test('a sale goes from the provider through escrow to seller, commission and VAT', async ({ assert }) => {
    const [first, second] = [order(), order()]
    const seller = { sellerId: newId(), tenantId: first.tenantId }
    const taken = await balanceOf(null, pspClearing.code)
    const earned = await balanceOf(null, commissionIncome.code)
    const shares = [share(first, 1_000, 200), share(second, 500)]
    await commitPost(null, buyerPays(shares))
    assert.equal(await balanceOf(first.tenantId, escrow(first).code), 1_200)
    const parts = { toSeller: rub(1_080), commission: rub(100), vat: rub(20) }
    await commitPost(first.tenantId, releaseOrder({ ...first, sellerId: seller.sellerId, ...parts }))
    await commitPost(null, refundBeforeRelease(shares[1]))
    assert.equal(await balanceOf(null, pspClearing.code), taken + 1_500)
    assert.equal(await balanceOf(first.tenantId, escrow(first).code), 0)
    assert.equal(await balanceOf(second.tenantId, escrow(second).code), 0)
    assert.equal(await balanceOf(first.tenantId, sellerPayable(seller).code), 1_080)
    assert.equal(await balanceOf(null, commissionIncome.code), earned + 100)
    assert.equal(await outcome(commitPost(null, refundBeforeRelease(share(second, 1)))), 'E_LEDGER_INSUFFICIENT')
    await commitPost(null, refundConfirmed(rub(500)))
    assert.equal(await balanceOf(null, pspClearing.code), taken + 1_000)
  })

  test('a hot account is spread over rows and read as one', async ({ assert }) => {
    const before = await balanceOf(null, pspClearing.code)
    for (let n = 0; n < 24; n++) await commitPost(null, buyerPays([share(order(), 10)]))
    const { data } = await listAccounts(db.connection(), null, { limit: 200 })
    assert.isAbove(data.filter((account) => account.code === 'psp_clearing').length, 2)
    assert.equal(await balanceOf(null, pspClearing.code), before + 240)
  })

  test('the platform has a book of its own', async ({ assert }) => {
    const tenantId = newId()
    const code = `fees:${newId()}`
    const fee = { code, normalSide: 'C' as const, tenantId: null }
    await commitPost(tenantId, [debit(cash, rub(3)), credit(fee, rub(3))])
    assert.equal(await balanceOf(null, code), 3)
    assert.equal(await balanceOf(tenantId, code), 0)
  })

  test('history is read newest first, page by page, without a gap', async ({ assert }) => {
    const tenantId = newId()
    let accountId = ''
    for (let n = 1; n <= 7; n++) {
      const { entries } = await commitPost(tenantId, topUp(wallet('h'), n))
      accountId = entries[1].accountId
    }
    const versions: number[] = []
    let cursor: string | undefined
    do {
      const page = await listEntries(db.connection(), accountId, { limit: 3, cursor })
      versions.push(...page.data.map((row) => row.account_version))
      cursor = page.meta.next_cursor ?? undefined
    } while (cursor)
    assert.deepEqual(versions, [7, 6, 5, 4, 3, 2, 1])
  })
})
