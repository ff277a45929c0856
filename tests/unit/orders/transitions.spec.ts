import { test } from '@japa/runner'
import { ORDER_EVENTS, ORDER_STATES, type OrderState } from '#orders/states'
import { findTransition, timedTransition, TRANSITIONS } from '#orders/transitions/table'

test.group('The table of transitions', () => {
  test('names each step once', ({ assert }) => {
    const keys = TRANSITIONS.map(({ from, event }) => `${from}:${event}`)
    assert.lengthOf(new Set(keys), keys.length)
  })

  test('reaches every state and uses every event', ({ assert }) => {
    assert.sameMembers([...new Set<OrderState>(['draft', ...TRANSITIONS.map(({ to }) => to)])], [...ORDER_STATES])
    assert.sameMembers([...new Set(TRANSITIONS.map(({ event }) => event))], [...ORDER_EVENTS])
  })

  test('gives the clock at most one step per state', ({ assert }) => {
    for (const state of ORDER_STATES) assert.isAtMost(TRANSITIONS.filter((row) => row.from === state && row.after).length, 1)
    assert.equal(timedTransition('awaiting_payment')?.event, 'expire')
    assert.equal(timedTransition('delivered')?.event, 'complete')
  })

  test('cancels from every state before the goods leave, and from none after', ({ assert }) => {
    for (const state of ['awaiting_payment', 'paid', 'accepted', 'packed'] as const) {
      assert.equal(findTransition(state, 'cancel')?.to, 'cancelled')
    }
    for (const state of ['shipped', 'delivered', 'completed', 'returned', 'dispute'] as const) {
      assert.isUndefined(findTransition(state, 'cancel'))
    }
  })

  test('gives money back on every way to an end that is not a sale, and releases it on every way to one that is', ({ assert }) => {
    const paid = new Set(ORDER_STATES.filter((state) => !['draft', 'awaiting_payment', 'cancelled'].includes(state)))
    for (const row of TRANSITIONS.filter(({ from }) => paid.has(from))) {
      const ends = row.to === 'cancelled' || row.to === 'returned'
      assert.equal(!!row.effects?.includes('refund_buyer'), ends, `${row.from}:${row.event}`)
      assert.equal(!!row.effects?.includes('release_escrow'), row.to === 'completed', `${row.from}:${row.event}`)
    }
  })

  test('lets nobody but the system decide about payments', ({ assert }) => {
    for (const row of TRANSITIONS.filter(({ event }) => ['capture', 'decline', 'expire'].includes(event))) {
      assert.deepEqual(row.by, ['system'])
    }
  })
})
