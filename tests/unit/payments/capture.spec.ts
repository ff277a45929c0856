import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { ProviderUnreachable } from '#payments/exceptions'
import { PaymentProviders } from '#payments/providers/payment_providers'
import { CancelPayment } from '#payments/actions/cancel_payment'
import { CARDS, chargesOf, effects, held, intentState, pay, resolve, share, startPayment } from '#tests/unit/payments/support/payments'
import type { PaymentProvider } from '#payments/providers/provider'

const cancel = async (intentId: string) => {
  const action = await app.container.make(CancelPayment)
  return db.transaction((trx) => action.handle({ trx, intentId }))
}

const noAnswer = () => Promise.reject(new ProviderUnreachable())

/** A provider that is down: whatever is asked, no answer comes. */
const silent: PaymentProvider = {
  name: 'sandbox',
  takesCards: true,
  tokenize: noAnswer,
  charge: noAnswer,
  refund: noAnswer,
  find: noAnswer,
  parseWebhook: noAnswer,
}

async function secondsToNextCheck(intentId: string) {
  const sql = 'select extract(epoch from next_check_at - now())::float as seconds from payment_ops where intent_id = ?'
  const [row] = await sqlRows<{ seconds: number }>(db, sql, [intentId])
  return row.seconds
}

test.group('Payments: taking money', () => {
  test('a good card fills the escrow of every order, with the marketplace’s part', async ({ assert }) => {
    const shares = [share(1_000, 150), share(500)]
    const intent = await startPayment(shares)
    assert.equal(intent.amount.amount, 1_500)
    assert.deepEqual(await pay(intent.id, CARDS.ok), { intentId: intent.id, state: 'captured', declineCode: null })
    assert.equal(await held(shares[0]), 1_150)
    assert.equal(await held(shares[1]), 500)
    assert.deepEqual(await effects(intent.id), { charges: 1, postings: 1, captured: 1, declined: 0 })
  })

  test('a declined card moves nothing and says why', async ({ assert }) => {
    const shares = [share(700)]
    const intent = await startPayment(shares)
    const outcome = await pay(intent.id, CARDS.declined)
    assert.deepEqual(outcome, { intentId: intent.id, state: 'declined', declineCode: 'card_declined' })
    assert.equal(await held(shares[0]), 0)
    assert.deepEqual(await effects(intent.id), { charges: 0, postings: 0, captured: 0, declined: 1 })
  })

  test('a number without a valid check digit is declined', async ({ assert }) => {
    const intent = await startPayment([share(700)])
    assert.containsSubset(await pay(intent.id, '4242 4242 4242 4241'), { declineCode: 'invalid_number' })
  })

  for (const [what, card, end] of [
    ['an answer that got lost after the money was taken', CARDS.lostAnswer, 'captured'],
    ['an answer that got lost after a refusal', CARDS.lostDecline, 'declined'],
    ['a request that never arrived', CARDS.lostRequest, 'captured'],
  ] as const) {
    test(`${what} ends as ${end} once the provider is asked`, async ({ assert }) => {
      const shares = [share(900)]
      const intent = await startPayment(shares)
      assert.containsSubset(await pay(intent.id, card), { state: 'processing' })
      assert.equal(await held(shares[0]), 0)
      await resolve(intent.id)
      if ((await intentState(intent.id)) === 'processing') await resolve(intent.id)
      assert.equal(await intentState(intent.id), end)
      await resolve(intent.id)
      const times = end === 'captured' ? 1 : 0
      assert.deepEqual(await effects(intent.id), { charges: times, postings: times, captured: times, declined: 1 - times })
    })
  }

  test('a provider that stays silent is asked ever more rarely, and believed when it speaks again', async ({ assert }) => {
    const intent = await startPayment([share(900)])
    app.container.swap(PaymentProviders, () => new PaymentProviders([silent]))
    assert.containsSubset(await pay(intent.id, CARDS.ok), { state: 'processing' })
    const waits = [await secondsToNextCheck(intent.id)]
    for (let round = 0; round < 3; round++) {
      await resolve(intent.id)
      waits.push(await secondsToNextCheck(intent.id))
    }
    app.container.restore(PaymentProviders)
    assert.equal(await intentState(intent.id), 'processing')
    assert.isTrue(
      waits.slice(1).every((seconds, at) => seconds > waits[at]),
      waits.join()
    )
    await resolve(intent.id)
    assert.equal(await intentState(intent.id), 'captured')
  }).teardown(() => app.container.restore(PaymentProviders))

  test('a buyer who presses twice pays once', async ({ assert }) => {
    const shares = [share(300)]
    const intent = await startPayment(shares)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => pay(intent.id, CARDS.ok)))
    assert.isTrue(outcomes.every(({ state }) => state === 'captured' || state === 'processing'))
    assert.containsSubset(await pay(intent.id, CARDS.ok), { state: 'captured' })
    assert.deepEqual(await effects(intent.id), { charges: 1, postings: 1, captured: 1, declined: 0 })
    assert.equal(await held(shares[0]), 300)
  })

  test('what costs nothing is paid without a provider', async ({ assert }) => {
    const shares = [share(0, 400), share(0)]
    const intent = await startPayment(shares)
    assert.containsSubset(await pay(intent.id, CARDS.declined), { state: 'captured' })
    assert.equal(await held(shares[0]), 400)
    assert.deepEqual(await effects(intent.id), { charges: 0, postings: 1, captured: 1, declined: 0 })
  })

  test('starting again for the same orders gives the same intent, for other amounts a refusal', async ({ assert }) => {
    const groupId = newId()
    const shares = [share(100)]
    const intent = await startPayment(shares, groupId)
    assert.containsSubset(await startPayment(shares, groupId), { id: intent.id })
    await assert.rejects(() => startPayment([share(100)], groupId), 'This payment was declined, cancelled or belongs to other orders')
  })

  test('an unpaid intent can be given up, one in flight or captured cannot', async ({ assert }) => {
    const unpaid = await startPayment([share(100)])
    await cancel(unpaid.id)
    await cancel(unpaid.id)
    assert.containsSubset(await pay(unpaid.id, CARDS.ok), { state: 'cancelled' })
    assert.equal(await chargesOf(unpaid.id), 0)

    const inFlight = await startPayment([share(100)])
    await pay(inFlight.id, CARDS.lostAnswer)
    await assert.rejects(() => cancel(inFlight.id), 'A payment is being processed; wait for its outcome')
    await resolve(inFlight.id)
    await assert.rejects(() => cancel(inFlight.id), 'This payment was declined, cancelled or belongs to other orders')
  })

  test('no card number is kept anywhere', async ({ assert }) => {
    const intent = await startPayment([share(100)])
    await pay(intent.id, CARDS.ok)
    const { rows } = await db.rawQuery(
      'select o::text || s::text as text from payment_ops o join sandbox_operations s on s.key = o.id::text where intent_id = ?',
      [intent.id]
    )
    assert.notInclude(rows[0].text, '4242424242424242')
    assert.include(rows[0].text, 'tok_ok')
  })
})
