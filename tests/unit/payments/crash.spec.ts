import { test } from '@japa/runner'
import { tokenForCard } from '#payments/providers/sandbox/card_outcomes'
import { CARDS, chargesOf, effects, held, intentState, resolve, share, startPayment } from '#tests/unit/payments/support/payments'
import { runChild } from '#tests/unit/payments/support/run_child'

const PROGRAM = 'tests/unit/payments/support/pay_and_die.ts'

/** Between any two steps of a payment: what a dead process leaves behind, and what the books say before somebody asks. */
const points = [
  { point: 'payments.operation_written', left: 'processing', chargedBefore: 0 },
  { point: 'payments.provider_answered', left: 'processing', chargedBefore: 1 },
  { point: 'payments.before_settle_commit', left: 'processing', chargedBefore: 1 },
  { point: 'payments.settled', left: 'captured', chargedBefore: 1 },
]

test.group('Payments: kill -9 between the steps', () => {
  test('a process nobody kills takes the money', async ({ assert }) => {
    const intent = await startPayment([share(640)])
    const end = await runChild(PROGRAM, [intent.id, tokenForCard(CARDS.ok)])
    assert.equal(end.code, 0, end.output)
    assert.include(end.output, 'captured')
    assert.deepEqual(await effects(intent.id), { charges: 1, postings: 1, captured: 1, declined: 0 })
  })

  for (const { point, left, chargedBefore } of points) {
    test(`killed at ${point}, the money is taken and booked exactly once`, async ({ assert }) => {
      const order = share(640)
      const intent = await startPayment([order])
      const end = await runChild(PROGRAM, [intent.id, tokenForCard(CARDS.ok)], { RIALTO_FAULT_POINT: point })
      assert.equal(end.signal, 'SIGKILL', end.output)
      assert.equal(await intentState(intent.id), left)
      assert.equal(await chargesOf(intent.id), chargedBefore)

      await resolve(intent.id)
      await resolve(intent.id)
      assert.equal(await intentState(intent.id), 'captured')
      assert.deepEqual(await effects(intent.id), { charges: 1, postings: 1, captured: 1, declined: 0 })
      assert.equal(await held(order), 640)
    })
  }

  test('killed before a refusal is written down, nothing is booked and the buyer is told', async ({ assert }) => {
    const order = share(640)
    const intent = await startPayment([order])
    const end = await runChild(PROGRAM, [intent.id, tokenForCard(CARDS.declined)], { RIALTO_FAULT_POINT: 'payments.provider_answered' })
    assert.equal(end.signal, 'SIGKILL', end.output)
    await resolve(intent.id)
    assert.deepEqual(await effects(intent.id), { charges: 0, postings: 0, captured: 0, declined: 1 })
    assert.equal(await held(order), 0)
  })
})
