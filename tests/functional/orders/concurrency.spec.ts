import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { CheckOut } from '#orders/actions/check_out'
import { createProduct } from '#tests/support/catalog'
import { createUser } from '#tests/support/users'
import { CARDS, checkoutInput, createShop, eventsOf, ledgerDrift, ordersOf, stockOf } from '#tests/support/orders'

const TIMES = 20

const won = <T>(results: PromiseSettledResult<T>[]) => results.filter(({ status }) => status === 'fulfilled')
const reasons = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code?: string }).code] : []))

test.group('Many at once', () => {
  test('twenty buyers of the last piece: one gets it, nineteen are told it is gone', async ({ assert }) => {
    const { product } = await createShop([{ stock: 1 }])
    const buyers = await Promise.all(Array.from({ length: TIMES }, async () => (await createUser()).user.id))
    const checkOut = await app.container.make(CheckOut)

    const results = await Promise.allSettled(buyers.map((id) => checkOut.handle(checkoutInput(id, [{ product }]))))

    assert.lengthOf(won(results), 1)
    assert.deepEqual(reasons(results), Array(TIMES - 1).fill('E_OUT_OF_STOCK'))
    assert.deepEqual(await stockOf(product), { on_hand: 0, reserved: 0 })
    const [{ orders }] = await sqlRows<{ orders: number }>(db, 'select count(*)::int as orders from order_lines where offer_id = ?', [
      product.offerId,
    ])
    assert.equal(orders, 1)
  })

  test('one key twenty times: one purchase, one charge, one sale, and everybody hears of it', async ({ assert }) => {
    const { product, buyer } = await createShop([{ stock: 100 }])
    const checkOut = await app.container.make(CheckOut)
    const key = newId()

    const results = await Promise.allSettled(
      Array.from({ length: TIMES }, () => checkOut.handle(checkoutInput(buyer.id, [{ product }], { idempotencyKey: key })))
    )

    const groups = new Set(won(results).map((result) => (result as PromiseFulfilledResult<{ groupId: string }>).value.groupId))
    assert.isEmpty(reasons(results))
    assert.equal(groups.size, 1)
    const [order, ...others] = await ordersOf(buyer.id)
    assert.isEmpty(others)
    assert.equal(order.state, 'paid')
    assert.deepEqual(await stockOf(product), { on_hand: 99, reserved: 0 })
    assert.deepEqual(await eventsOf([order.id]), ['orders.order_placed.v1', 'orders.order_paid.v1'])
    const [{ charges }] = await sqlRows<{ charges: number }>(
      db,
      'select count(*)::int as charges from payment_ops where intent_id = (select payment_intent_id from order_groups where id = ?)',
      [order.group_id]
    )
    assert.equal(charges, 1)
  })

  test('carts with the same goods in opposite order neither deadlock nor oversell', async ({ assert }) => {
    const { seller, product: first } = await createShop([{ stock: 30 }])
    const second = await createProduct(seller, { stock: 30 })
    const buyers = await Promise.all(Array.from({ length: TIMES }, async () => (await createUser()).user.id))
    const checkOut = await app.container.make(CheckOut)

    const results = await Promise.allSettled(
      buyers.map((id, at) =>
        checkOut.handle(
          checkoutInput(
            id,
            (at % 2 ? [first, second] : [second, first]).map((product) => ({ product, quantity: 2 }))
          )
        )
      )
    )

    assert.lengthOf(won(results), 15)
    assert.deepEqual(reasons(results), Array(5).fill('E_OUT_OF_STOCK'))
    assert.deepEqual([await stockOf(first), await stockOf(second)], Array(2).fill({ on_hand: 0, reserved: 0 }))
    assert.equal(await ledgerDrift(), 0)
  })

  test('declined and paid purchases side by side leave exactly what was paid for', async ({ assert }) => {
    const { product } = await createShop([{ stock: 50 }])
    const buyers = await Promise.all(Array.from({ length: TIMES }, async () => (await createUser()).user.id))
    const checkOut = await app.container.make(CheckOut)
    const results = await Promise.allSettled(
      buyers.map((id, at) => checkOut.handle(checkoutInput(id, [{ product }], { methodToken: at % 2 ? CARDS.ok : CARDS.declined })))
    )

    assert.lengthOf(won(results), TIMES / 2)
    assert.deepEqual(reasons(results), Array(TIMES / 2).fill('E_PAYMENT_DECLINED'))
    assert.deepEqual(await stockOf(product), { on_hand: 50 - TIMES / 2, reserved: 0 })
  })
})
