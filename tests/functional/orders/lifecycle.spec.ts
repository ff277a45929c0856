import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { systemActor } from '#core/actor'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun } from '#core/database/sql'
import { CheckOut } from '#orders/actions/check_out'
import { RunTimeouts } from '#orders/actions/run_timeouts'
import { CapturePayment } from '#payments/actions/capture_payment'
import { SettleGroup } from '#orders/actions/settle_group'
import { TransitionOrder } from '#orders/actions/transition_order'
import ResolveUnknownPayments from '#payments/jobs/resolve_unknown_payments'
import { CARDS, checkoutInput, createShop, escrowOf, eventsOf, ledgerDrift, ordersOf, otherSeller, stockOf } from '#tests/support/orders'
import type { OrderEvent, OrderRole } from '#orders/states'

const make = <T>(thing: new (...args: never[]) => T) => app.container.make(thing as never) as Promise<T>

async function buy(card = CARDS.ok, quantity = 1) {
  const shop = await createShop([{ priceMinor: 10_000, stock: 5 }])
  await (await make(CheckOut)).handle(checkoutInput(shop.buyer.id, [{ product: shop.product, quantity }], { methodToken: card }))
  const [order] = await ordersOf(shop.buyer.id)
  return { ...shop, order }
}

const step = async (orderId: string, event: OrderEvent, role: OrderRole) =>
  (await make(TransitionOrder)).handle({ actor: systemActor('test'), orderId, event, role })

const balance = async (code: string) =>
  (
    await sqlRows<{ balance: number }>(db, 'select coalesce(sum(balance), 0)::bigint as balance from ledger_balances where code = ?', [
      code,
    ])
  )[0].balance

async function deliver(orderId: string) {
  for (const event of ['accept', 'pack', 'ship', 'deliver'] as const) await step(orderId, event, 'seller')
}

test.group('A paid order', (group) => {
  group.each.teardown(() => Clock.resume())

  test('goes by the table to its end; then the money belongs to seller, platform and state', async ({ assert }) => {
    const { order, seller } = await buy()
    const [commission, vat] = [await balance('commission_income'), await balance('vat_payable')]
    await deliver(order.id)
    assert.equal(await escrowOf(order.id), 10_000)

    await step(order.id, 'complete', 'buyer')

    assert.equal(await escrowOf(order.id), 0)
    assert.equal(await balance(`seller_payable:${seller.id}`), 8_800)
    assert.deepEqual([(await balance('commission_income')) - commission, (await balance('vat_payable')) - vat], [1_000, 200])
    assert.equal(await ledgerDrift(), 0)
    assert.deepEqual((await eventsOf([order.id])).slice(-2), ['orders.order_delivered.v1', 'orders.order_completed.v1'])
  })

  test('cancelled before it left gives money and goods back, once', async ({ assert }) => {
    const { order, product } = await buy()
    await step(order.id, 'accept', 'seller')

    await step(order.id, 'cancel', 'seller')

    assert.equal(await escrowOf(order.id), 0)
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 0 })
    assert.deepEqual((await eventsOf([order.id])).slice(-2), ['orders.order_cancelled.v1', 'orders.order_refunded.v1'])
    await assert.rejects(() => step(order.id, 'cancel', 'seller'), /cannot cancel/)
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 0 })
  })

  test('of a purchase at two sellers is refunded alone and in full, and so is the other', async ({ assert }) => {
    const { product, buyer } = await createShop([{ priceMinor: 10_000 }])
    const other = await otherSeller()
    await (await make(CheckOut)).handle(checkoutInput(buyer.id, [{ product }, { product: other.product }]))
    const [first, second] = await ordersOf(buyer.id)

    await step(first.id, 'cancel', 'buyer')
    assert.deepEqual([await escrowOf(first.id), await escrowOf(second.id)], [0, other.product.priceMinor])
    await step(second.id, 'cancel', 'buyer')
    assert.equal(await escrowOf(second.id), 0)
    const refunds = await sqlRows<{ amount_minor: number }>(
      db,
      `select amount_minor from payment_ops where op = 'refund' and order_id = any(?::uuid[]) order by amount_minor`,
      [[first.id, second.id]]
    )
    assert.deepEqual(
      refunds.map(({ amount_minor }) => amount_minor),
      [10_000, other.product.priceMinor].sort((a, b) => a - b)
    )
  })

  test('comes back through a return and pays the buyer', async ({ assert }) => {
    const { order, product } = await buy()
    await deliver(order.id)
    await step(order.id, 'request_return', 'buyer')
    await step(order.id, 'approve_return', 'seller')
    assert.equal(await escrowOf(order.id), 10_000)
    await step(order.id, 'receive_return', 'seller')
    assert.equal(await escrowOf(order.id), 0)
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 0 })
  })

  test('refuses steps that its state, its role or its version does not allow, and nothing changes', async ({ assert }) => {
    const { order } = await buy()
    await assert.rejects(() => step(order.id, 'ship', 'seller'), /cannot ship/)
    await assert.rejects(() => step(order.id, 'accept', 'buyer'), 'You may not do this with the order')
    const stale = (await make(TransitionOrder)).handle({
      actor: systemActor('test'),
      orderId: order.id,
      event: 'accept',
      role: 'seller',
      expectedVersion: 1,
    })
    await assert.rejects(() => stale, /Somebody changed/)
    assert.equal((await sqlRows<{ state: string }>(db, 'select state from orders where id = ?', [order.id]))[0].state, 'paid')
  })

  test('accepted by two people at once is accepted once', async ({ assert }) => {
    const { order } = await buy()
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => step(order.id, 'accept', 'seller')))
    assert.lengthOf(
      results.filter(({ status }) => status === 'fulfilled'),
      1
    )
    assert.lengthOf(
      (await eventsOf([order.id])).filter((name) => name === 'orders.order_accepted.v1'),
      1
    )
  })

  test('settled twice, by checkout and by event, takes effect once', async ({ assert }) => {
    const { order, product } = await buy()
    assert.isFalse(await (await make(SettleGroup)).handle({ groupId: order.group_id, outcome: 'captured' }))
    assert.deepEqual(await stockOf(product), { on_hand: 4, reserved: 0 })
    assert.lengthOf(
      (await eventsOf([order.id])).filter((name) => name === 'orders.order_paid.v1'),
      1
    )
  })
})

test.group('The clock', (group) => {
  group.each.teardown(() => Clock.resume())

  test('completes what was delivered long enough ago and releases its escrow, and not a day earlier', async ({ assert }) => {
    const { order, seller } = await buy()
    await deliver(order.id)
    const timeouts = await make(RunTimeouts)

    Clock.freeze(DateTime.utc().plus({ days: 13, hours: 23 }))
    await timeouts.handle()
    assert.equal(await escrowOf(order.id), 10_000)
    Clock.freeze(DateTime.utc().plus({ days: 14, hours: 1 }))
    await timeouts.handle()
    assert.equal(await escrowOf(order.id), 0)
    assert.equal(await balance(`seller_payable:${seller.id}`), 8_800)
  })

  test('gives up what nobody paid: the stock is free and the payment can no longer be made', async ({ assert }) => {
    const { order, product, buyer } = await placed()
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 2 })
    Clock.freeze(DateTime.utc().plus({ minutes: 21 }))
    await (await make(RunTimeouts)).handle()

    assert.equal((await ordersOf(buyer.id))[0].state, 'cancelled')
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 0 })
    const [intent] = await sqlRows<{ state: string }>(db, `select state from payment_intents where source_id = ?`, [order.group_id])
    assert.equal(intent.state, 'cancelled')
  })

  test('keeps an order whose payment is unknown until the provider was asked, then settles it', async ({ assert }) => {
    const { order, product, buyer } = await buy(CARDS.lostAnswer, 2)
    Clock.freeze(DateTime.utc().plus({ minutes: 21 }))
    await (await make(RunTimeouts)).handle()
    assert.equal((await ordersOf(buyer.id))[0].state, 'awaiting_payment')
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 2 })
    Clock.resume()

    await sqlRun(
      db,
      `update payment_ops set next_check_at = now() where intent_id = (select payment_intent_id from order_groups where id = ?)`,
      [order.group_id]
    )
    await (await make(ResolveUnknownPayments)).handle()
    await (await make(SettleGroup)).handle({ groupId: order.group_id, outcome: 'captured' })
    assert.equal((await ordersOf(buyer.id))[0].state, 'paid')
    assert.equal(await escrowOf(order.id), 20_000)
  })

  test('settles by itself a payment whose news got lost', async ({ assert }) => {
    const { order, buyer } = await placed()
    const [{ intent }] = await sqlRows<{ intent: string }>(db, 'select payment_intent_id as intent from order_groups where id = ?', [
      order.group_id,
    ])
    await (await make(CapturePayment)).handle({ intentId: intent, methodToken: CARDS.ok })
    assert.equal((await ordersOf(buyer.id))[0].state, 'awaiting_payment')
    Clock.freeze(DateTime.utc().plus({ minutes: 21 }))
    await (await make(RunTimeouts)).handle()
    assert.equal((await ordersOf(buyer.id))[0].state, 'paid')
  })

  test('cancels and refunds what the seller never accepted', async ({ assert }) => {
    const { order, product } = await buy()
    Clock.freeze(DateTime.utc().plus({ hours: 49 }))
    await (await make(RunTimeouts)).handle()
    assert.equal(await escrowOf(order.id), 0)
    assert.deepEqual(await stockOf(product), { on_hand: 5, reserved: 0 })
  })
})

async function placed() {
  const { PlaceOrder } = await import('#orders/actions/place_order')
  const shop = await createShop([{ priceMinor: 10_000, stock: 5 }])
  await (await make(PlaceOrder)).handle(checkoutInput(shop.buyer.id, [{ product: shop.product, quantity: 2 }]))
  const [order] = await ordersOf(shop.buyer.id)
  return { ...shop, order }
}
