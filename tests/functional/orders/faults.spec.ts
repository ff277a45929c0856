import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { DateTime } from 'luxon'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { CheckOut } from '#orders/actions/check_out'
import { RunTimeouts } from '#orders/actions/run_timeouts'
import { catchUp, effects } from '#tests/functional/orders/support/recovery'
import { CARDS, checkoutInput, createShop, ledgerDrift, ordersOf, stockOf } from '#tests/support/orders'
import { runChild } from '#tests/unit/payments/support/run_child'

const PROGRAM = 'tests/functional/orders/support/buy_and_die.ts'
const PRICE = 10_000
const STOCK = 5

/** Between any two steps of a checkout, in the order in which they come. */
const POINTS = [
  'orders.before_place_commit',
  'orders.placed',
  'payments.operation_written',
  'payments.provider_answered',
  'payments.before_settle_commit',
  'payments.settled',
  'orders.payment_answered',
  'orders.before_settle_commit',
  'orders.settled',
]
const BEFORE_ANY_CHARGE = POINTS.slice(0, 2)

async function killAt(point: string, card = CARDS.ok) {
  const shop = await createShop([{ priceMinor: PRICE, stock: STOCK }])
  const key = newId()
  const end = await runChild(PROGRAM, [shop.buyer.id, shop.product.offerId, key, card], { RIALTO_FAULT_POINT: point })
  return { ...shop, key, end }
}

const PAID = {
  orders: 1,
  state: 'paid',
  charges: 1,
  postings: 1,
  escrow: PRICE,
  events: ['orders.order_placed.v1', 'orders.order_paid.v1'],
}

test.group('Checkout: kill -9 between the steps', (group) => {
  group.each.teardown(() => Clock.resume())

  test('a process nobody kills sells one piece', async ({ assert }) => {
    const { buyer, product, end } = await killAt('nowhere')
    assert.equal(end.code, 0, end.output)
    assert.deepEqual(await effects(buyer.id), PAID)
    assert.deepEqual(await stockOf(product), { on_hand: STOCK - 1, reserved: 0 })
  })

  for (const point of POINTS) {
    test(`killed at ${point}, the buyer who tries again gets one purchase, paid and booked once`, async ({ assert }) => {
      const { buyer, product, key, end } = await killAt(point)
      assert.equal(end.signal, 'SIGKILL', end.output)

      const again = (await app.container.make(CheckOut)).handle(checkoutInput(buyer.id, [{ product }], { idempotencyKey: key }))
      await catchUp((await again).groupId)

      assert.deepEqual(await effects(buyer.id), PAID)
      assert.deepEqual(await stockOf(product), { on_hand: STOCK - 1, reserved: 0 })
      assert.equal(await ledgerDrift(), 0)
    })
  }

  for (const point of POINTS.filter((one) => !BEFORE_ANY_CHARGE.includes(one))) {
    test(`killed at ${point}, the sale is finished without the buyer`, async ({ assert }) => {
      const { buyer, product } = await killAt(point)
      await catchUp((await ordersOf(buyer.id))[0].group_id)
      assert.deepEqual(await effects(buyer.id), PAID)
      assert.deepEqual(await stockOf(product), { on_hand: STOCK - 1, reserved: 0 })
    })
  }

  test('killed before the order was written, nothing is left of it', async ({ assert }) => {
    const { buyer, product } = await killAt('orders.before_place_commit')
    assert.isEmpty(await ordersOf(buyer.id))
    assert.deepEqual(await stockOf(product), { on_hand: STOCK, reserved: 0 })
  })

  test('killed before anybody was charged, the order runs out and frees its stock', async ({ assert }) => {
    const { buyer, product } = await killAt('orders.placed')
    assert.deepEqual(await stockOf(product), { on_hand: STOCK, reserved: 1 })
    Clock.freeze(DateTime.utc().plus({ minutes: 21 }))
    await (await app.container.make(RunTimeouts)).handle()

    const left = await effects(buyer.id)
    assert.deepEqual({ state: left.state, charges: left.charges, escrow: left.escrow }, { state: 'cancelled', charges: 0, escrow: 0 })
    assert.deepEqual(await stockOf(product), { on_hand: STOCK, reserved: 0 })
  })

  test('killed before a refusal was told, the order is cancelled and its stock free', async ({ assert }) => {
    const { buyer, product } = await killAt('payments.settled', CARDS.declined)
    await catchUp((await ordersOf(buyer.id))[0].group_id)
    assert.equal((await effects(buyer.id)).state, 'cancelled')
    assert.deepEqual(await stockOf(product), { on_hand: STOCK, reserved: 0 })
  })
})
