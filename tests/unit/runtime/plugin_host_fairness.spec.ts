import { test } from '@japa/runner'
import { JOB_LIMITS } from '#runtime/host/call_types'
import { PluginHost } from '#runtime/host/plugin_host'
import { guestCall } from './guests.js'

/** As long as this machine may take to answer a page's plugin while it works on somebody else's jobs. */
const PATIENT = { wallMs: 20_000, cpuMs: 10_000 }
const time = () => Promise.resolve(new Uint8Array(8))

test.group('Plugin host: owners who take all they can get', (group) => {
  let host: PluginHost
  group.each.setup(async () => {
    host = new PluginHost()
    // Two at once: until both threads took one.
    await Promise.all([host.call(guestCall('echo', { limits: PATIENT })), host.call(guestCall('echo', { limits: PATIENT }))])
    return () => host.stop()
  })

  test('an owner whose plugins wait for slow answers leaves room for the others', async ({ assert }) => {
    const answer = Promise.withResolvers<Uint8Array>()
    let asked = 0
    const slow = () => {
      asked += 1
      return answer.promise
    }
    const limits = { wallMs: 60_000 }
    const storm = Array.from({ length: 60 }, () => host.call(guestCall('clock', { owner: 'greedy', limits, onHostCall: slow })))
    const other = await host.call(guestCall('clock', { owner: 'modest', limits: PATIENT, onHostCall: time }))
    assert.equal(other.outcome, 'ok', other.error)
    assert.isAtMost(asked, 8)
    answer.resolve(new Uint8Array(8))
    const outcomes = await Promise.all(storm)
    assert.deepEqual([...new Set(outcomes.map(({ outcome }) => outcome))], ['ok'])
  })

  test('an owner who fills the queue is refused, the others are not', async ({ assert }) => {
    const answer = Promise.withResolvers<Uint8Array>()
    const limits = { wallMs: 60_000 }
    const waiting = (owner: string) => host.call(guestCall('clock', { owner, limits, onHostCall: () => answer.promise }))
    const storm = Array.from({ length: 300 }, () => waiting('greedy'))
    const refused = await Promise.race(storm)
    assert.equal(refused.outcome, 'overloaded')
    assert.include(refused.error!, 'one owner')
    const other = await host.call(guestCall('echo', { owner: 'modest', limits: PATIENT }))
    assert.equal(other.outcome, 'ok', other.error)
    answer.resolve(new Uint8Array(8))
    const outcomes = await Promise.all(storm)
    const answered = outcomes.filter(({ outcome }) => outcome === 'ok').length
    assert.isAtLeast(answered, 64)
    assert.isAtMost(answered, 8 + 64)
  })

  test('an owner who calls more than the process keeps under way takes a share of it, not all', async ({ assert }) => {
    const answer = Promise.withResolvers<Uint8Array>()
    const limits = { wallMs: 60_000 }
    const storm = Array.from({ length: 600 }, () =>
      host.call(guestCall('clock', { owner: 'greedy', limits, onHostCall: () => answer.promise }))
    )
    const others = ['modest', 'patient'].map((owner) => host.call(guestCall('clock', { owner, limits: PATIENT, onHostCall: time })))
    assert.equal(host.metrics.pending, 128 + 2)
    assert.deepEqual(
      (await Promise.all(others)).map(({ outcome }) => outcome),
      ['ok', 'ok']
    )
    answer.resolve(new Uint8Array(8))
    const outcomes = await Promise.all(storm)
    assert.sameMembers([...new Set(outcomes.map(({ outcome }) => outcome))], ['ok', 'overloaded'])
    const again = await host.call(guestCall('echo', { owner: 'greedy', limits: PATIENT }))
    assert.equal(again.outcome, 'ok', again.error)
  })

  test('jobs that burn all their fuel do not hold up a page', async ({ assert }) => {
    const limits = { ...JOB_LIMITS, wallMs: 60_000, cpuMs: 30_000 }
    let ended = 0
    const storm = ['a', 'b', 'c', 'd'].map(async (owner) => {
      const { outcome } = await host.call(guestCall('spin', { owner, limits }))
      ended += 1
      return outcome
    })
    const other = await host.call(guestCall('echo', { owner: 'modest', limits: PATIENT }))
    assert.equal(other.outcome, 'ok', other.error)
    assert.isAtMost(ended, 1)
    assert.deepEqual(
      await Promise.all(storm),
      storm.map(() => 'fuel_exhausted')
    )
  })
})
