import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { sqlRows } from '#core/database/sql'
import { RequestRefund } from '#payments/actions/request_refund'
import SendRefund from '#payments/jobs/send_refund'
import { findIntent } from '#payments/queries/intents'
import { balanceOf } from '#tests/unit/ledger/support/requests'
import { CARDS, held, pay, resolve, rub, share, startPayment } from '#tests/unit/payments/support/payments'
import type { DomainEvent } from '#core/outbox/event'

type Asked = { intentId: string; orderId: string; amount?: number; key?: string }

async function refund({ intentId, orderId, amount, key = 'cancelled' }: Asked) {
  const action = await app.container.make(RequestRefund)
  return db.transaction((trx) => action.handle({ trx, intentId, orderId, amount: amount === undefined ? undefined : rub(amount), key }))
}

const refundOps = (intentId: string) =>
  sqlRows<{ id: string; state: string }>(
    db,
    `select id, state from payment_ops where intent_id = ? and op = 'refund' order by created_at`,
    [intentId]
  )

async function send(intentId: string) {
  const job = await app.container.make(SendRefund)
  for (const { id } of await refundOps(intentId)) await job.handle({ aggregateId: id } as DomainEvent)
}

const promised = () => balanceOf(null, 'refund_clearing')

async function refunded(intentId: string) {
  const intent = await findIntent(db, intentId)
  return intent?.refunded.amount
}

async function paid(...shares: ReturnType<typeof share>[]) {
  const intent = await startPayment(shares)
  await pay(intent.id, CARDS.ok)
  return intent
}

test.group('Payments: giving money back', () => {
  test('an order refunded before its release empties its escrow and leaves the other order alone', async ({ assert }) => {
    const [back, kept] = [share(1_000, 200), share(500)]
    const intent = await paid(back, kept)
    const before = await promised()
    assert.containsSubset(await refund({ intentId: intent.id, orderId: back.orderId }), { amount: 1_000 })
    assert.equal(await held(back), 0)
    assert.equal(await held(kept), 500)
    assert.equal(await promised(), before + 1_000)
    await send(intent.id)
    assert.equal(await promised(), before)
    assert.equal(await refunded(intent.id), 1_000)
  })

  test('asked twice under one key it refunds once', async ({ assert }) => {
    const order = share(800)
    const intent = await paid(order)
    await refund({ intentId: intent.id, orderId: order.orderId, amount: 300 })
    await refund({ intentId: intent.id, orderId: order.orderId, amount: 300 })
    await send(intent.id)
    await send(intent.id)
    assert.equal(await held(order), 500)
    assert.equal(await refunded(intent.id), 300)
    assert.lengthOf(await refundOps(intent.id), 1)
  })

  test('parts add up to no more than was paid', async ({ assert }) => {
    const order = share(800, 80)
    const intent = await paid(order)
    await refund({ intentId: intent.id, orderId: order.orderId, amount: 300, key: 'first' })
    await assert.rejects(
      () => refund({ intentId: intent.id, orderId: order.orderId, amount: 501, key: 'second' }),
      'More cannot be refunded than was paid for the order'
    )
    assert.equal(await held(order), 580)
    assert.containsSubset(await refund({ intentId: intent.id, orderId: order.orderId, key: 'rest' }), { amount: 500 })
    assert.equal(await held(order), 0)
  })

  test('a refund the provider refuses returns the money to the order', async ({ assert }) => {
    const order = share(600, 60)
    const intent = await paid(order)
    await refund({ intentId: intent.id, orderId: order.orderId })
    const [{ id }] = await refundOps(intent.id)
    // The provider's own books say that the charge was returned already, by another channel.
    await db.rawQuery(
      `insert into sandbox_operations (key, ref, kind, charge_ref, currency, amount_minor, state)
       select 'elsewhere-' || s.key, 'elsewhere-' || s.ref, 'refund', s.ref, 'RUB', s.amount_minor, 'succeeded'
         from sandbox_operations s join payment_ops o on o.id::text = s.key where o.intent_id = ? and o.op = 'charge'`,
      [intent.id]
    )
    await send(intent.id)
    assert.containsSubset(await refundOps(intent.id), [{ state: 'failed' }])
    assert.equal(await held(order), 660)
    const events = await sqlRows<{ name: string }>(db, 'select name from outbox where aggregate_id = ? order by seq', [id])
    assert.deepEqual(
      events.map(({ name }) => name),
      ['payments.refund_requested.v1', 'payments.refund_failed.v1']
    )
  })

  test('a refund nobody sent is sent by the resolver', async ({ assert }) => {
    const order = share(250)
    const intent = await paid(order)
    await refund({ intentId: intent.id, orderId: order.orderId })
    await resolve(intent.id)
    assert.containsSubset(await refundOps(intent.id), [{ state: 'success' }])
  })

  test('nothing is refunded of what was not captured', async ({ assert }) => {
    const order = share(250)
    const intent = await startPayment([order])
    await assert.rejects(() => refund({ intentId: intent.id, orderId: order.orderId }))
    const other = await paid(share(10))
    await assert.rejects(() => refund({ intentId: other.id, orderId: order.orderId }))
  })
})
