import { test } from '@japa/runner'
import { PluginHost } from '#runtime/host/plugin_host'
import { JOB_LIMITS } from '#runtime/host/call_types'
import {
  BROKEN,
  ENGINES,
  answer,
  callOf,
  json,
  judged,
  refuse,
  requestOf,
  scripted,
  timeAnswer,
  type Guest,
  type Overrides,
} from './engine_guests.js'

const TEXTS = ['', 'plain', 'скидка 5 %', '割引 🎈👩‍👩‍👧', '"quotes" \\ and\nlines\u0000', 'عرض', '\u{10FFFF}']

/** Fuel of hooks that run as jobs: a script burns up to 250 units for each byte of its JSON. */
const JOB = { fuel: JOB_LIMITS.fuel }

/** One suite for all engines, through the real plugin host: a plugin can't tell by its limits what runs it. */
for (const [engine, build] of Object.entries(ENGINES)) {
  test.group(`Engine ${engine}`, (group) => {
    let host: PluginHost
    let guest: Guest
    group.setup(async () => {
      host = new PluginHost()
      guest = await judged(await build())
      await host.whenReady()
    })
    group.teardown(() => host.stop())
    const run = (fn: string, overrides?: Overrides) => host.call(callOf(guest, fn, overrides))

    test('hands over text of any script whole, and takes it back', async ({ assert }) => {
      for (const text of TEXTS) {
        const { outcome, output } = await run('echo_v1', { input: { text, list: [1, null, true] } })
        assert.equal(outcome, 'ok')
        assert.deepEqual(json(output), { text, list: [1, null, true] })
      }
    })

    test('takes the largest input, and not one byte more', async ({ assert }) => {
      const largest = 'x'.repeat(256 * 1024 - 2)
      const { output } = await run('echo_v1', { input: largest, limits: JOB })
      assert.equal(json(output), largest)
      assert.equal((await run('echo_v1', { input: `${largest}x` })).outcome, 'input_too_large')
    })

    test('takes the largest answer, and not one byte more', async ({ assert }) => {
      const size = 256 * 1024 - 2
      const { output } = await run('large_v1', { input: { size }, limits: JOB })
      assert.equal((json(output) as string).length, size)
      const refused = await run('large_v1', { input: { size: size + 1 }, limits: JOB })
      assert.equal(refused.outcome, 'output_too_large')
      assert.include(refused.error!, 'outputBytes')
    })

    test('gives the settings, none included', async ({ assert }) => {
      assert.deepEqual(json((await run('settings_v1', { settings: { текст: 'да', n: 5 } })).output), { текст: 'да', n: 5 })
      const { output } = await host.call({ ...callOf(guest, 'settings_v1'), settings: undefined })
      assert.deepEqual(json(output), {})
    })

    test('keeps log lines up to the limit, cut to their length', async ({ assert }) => {
      const { outcome, logs } = await run('log_v1', { input: { text: 'строка', times: 3 } })
      assert.equal(outcome, 'ok')
      assert.deepEqual(logs, Array(3).fill({ level: 'warn', text: 'строка' }))
      const flood = await run('log_v1', { input: { text: 'x'.repeat(3_000), times: 150 }, limits: JOB })
      assert.equal(flood.outcome, 'ok')
      assert.lengthOf(flood.logs, 100)
      assert.lengthOf(flood.logs[0].text, 1_000)
      assert.include(flood.logs[99].text, '51 more lines')
    })

    test('takes a refusal of the plugin as its refusal, in its words', async ({ assert }) => {
      const { outcome, error } = await run('fail_v1', { input: { text: 'нет склада' } })
      assert.deepEqual([outcome, error], ['failed', 'нет склада'])
    })

    test('a fault of the plugin is a trap that tells something', async ({ assert }) => {
      const { outcome, error, logs } = await run('crash_v1')
      assert.equal(outcome, 'trap')
      assert.include(`${error} ${logs.map(({ text }) => text).join()}`, 'boom')
    })

    test('a hook that is not there is named', async ({ assert }) => {
      const { outcome, error } = await run('missing_v1')
      assert.equal(outcome, 'invalid_module')
      assert.include(error!, 'missing_v1')
    })

    test('stops what loops for ever by its fuel, and nothing else', async ({ assert }) => {
      const spinning = run('spin_v1')
      const beside = run('echo_v1', { input: 1 })
      assert.equal((await spinning).outcome, 'fuel_exhausted')
      assert.include((await spinning).error!, 'Limit fuel')
      assert.equal((await beside).outcome, 'ok')
      assert.equal(host.metrics.threadsKilled, 0)
    })

    test('stops what takes all the memory, and says so', async ({ assert }) => {
      const { outcome } = await run('hoard_v1', { limits: { fuel: 5_000_000_000 } })
      assert.equal(outcome, 'memory')
    })

    test('stops what calls itself for ever', async ({ assert }) => {
      const { outcome, error } = await run('dive_v1', { limits: { fuel: 5_000_000_000 } })
      assert.equal(outcome, 'trap')
      assert.include(error!, 'too deeply')
    })

    test('asks the platform for everything it offers, and reads every answer', async ({ assert }) => {
      const asked = new Map<string, unknown>()
      const onHostCall: Overrides['onHostCall'] = (call) => {
        asked.set(call.name, requestOf(call))
        return scripted(call)
      }
      const { outcome, output, error } = await run('every_v1', { onHostCall })
      assert.equal(outcome, 'ok', error)
      assert.deepEqual(json(output), {
        ...{ got: 'Привет 🎈', count: 42, first: 'greeting', deleted: true, hash: 'abc', hmac: 'def=', valid: true, random: 3 },
        ...{ status: 201, body: 'pong', sku: 'A-1' },
      })
      assert.deepEqual(asked.get('kv_set'), { key: 'greeting', value: 'Привет 🎈', ttl_seconds: 60 })
      assert.deepEqual(asked.get('emit_event'), { name: 'thing_done', payload: { what: 'дело' } })
      assert.deepEqual(asked.get('hmac'), { algorithm: 'sha1', key: 'key', data: 'text', encoding: 'base64' })
      assert.containSubset(asked.get('http_fetch'), { method: 'POST', url: 'https://api.example.com/x', body: 'ping' })
    })

    test('tells the time where it is answered', async ({ assert }) => {
      const { output } = await run('clock_v1', { onHostCall: () => timeAnswer(1_763_700_000_123) })
      assert.deepEqual(json(output), { now: 1_763_700_000_123 })
    })

    test('a refusal of the platform is read by the plugin, which goes on', async ({ assert }) => {
      const { outcome, output } = await run('refused_v1', { onHostCall: refuse })
      assert.equal(outcome, 'ok')
      assert.deepEqual(json(output), { code: 'not_granted', message: 'Нельзя' })
    })

    test('a fault of the platform ends the call and names itself', async ({ assert }) => {
      const { outcome, error } = await run('ask_v1', { input: { times: 1 }, onHostCall: () => Promise.reject(new Error('no database')) })
      assert.equal(outcome, 'trap')
      assert.include(error!, 'no database')
    })

    test('counts requests to the platform and stops at the limit', async ({ assert }) => {
      let asked = 0
      const onHostCall = () => (asked++, answer({ value: 'v' }))
      const { outcome, error } = await run('ask_v1', { input: { times: 8 }, limits: { hostCalls: 7 }, onHostCall })
      assert.equal(outcome, 'trap')
      assert.include(error!, 'hostCalls')
      assert.equal(asked, 7)
      const { output } = await run('ask_v1', { input: { times: 7 }, limits: { hostCalls: 7 }, onHostCall })
      assert.deepEqual(json(output), { value: 'v' })
    })

    test('waits for the platform no longer than the deadline; a late answer reaches nobody', async ({ assert }) => {
      const late = Promise.withResolvers<void>()
      const onHostCall = () => late.promise.then(() => answer({ value: 'late' }))
      const first = await run('ask_v1', { input: { times: 1 }, limits: { wallMs: 100 }, onHostCall })
      assert.equal(first.outcome, 'timeout')
      const second = run('ask_v1', { input: { times: 1 }, onHostCall: () => (late.resolve(), answer({ value: 'mine' })) })
      assert.deepEqual(json((await second).output), { value: 'mine' })
    })

    test('many suspended calls share a thread and each gets its own answer', async ({ assert }) => {
      const release = Promise.withResolvers<void>()
      const calls = Array.from({ length: 24 }, (_, i) =>
        run('ask_v1', { input: { times: 1 }, onHostCall: () => release.promise.then(() => answer({ value: `${i}` })) })
      )
      release.resolve()
      const values = (await Promise.all(calls)).map(({ output }) => (json(output) as { value: string }).value)
      assert.deepEqual(
        values,
        values.map((_, i) => `${i}`)
      )
    })

    test('nothing of one call is left for the next, whatever came of it', async ({ assert }) => {
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, i) => run(i % 4 === 3 ? 'spin_v1' : 'count_v1', { limits: { fuel: 2_000_000 } }))
      )
      const counted = outcomes.filter(({ outcome }) => outcome === 'ok').map(({ output }) => json(output))
      assert.deepEqual(counted, Array(30).fill({ counter: 1 }))
    })

    test('two plugins share nothing, the same code included', async ({ assert }) => {
      const twin = { ...guest, digest: `${guest.digest}-twin` }
      const calls = Array.from({ length: 20 }, (_, i) => host.call(callOf(i % 2 ? guest : twin, 'count_v1')))
      const counted = (await Promise.all(calls)).map(({ output }) => json(output))
      assert.deepEqual(counted, Array(20).fill({ counter: 1 }))
    })

    test('a call without any input is still a call', async ({ assert }) => {
      const { outcome, output } = await host.call({ ...callOf(guest, 'count_v1'), input: new Uint8Array() })
      assert.equal(outcome, 'ok')
      assert.deepEqual(json(output), { counter: 1 })
    })

    test('what can not even start says so, and nobody else notices', async ({ assert }) => {
      const broken = host.call(callOf(await BROKEN[engine](), 'run_v1'))
      const beside = run('count_v1')
      const { outcome, error } = await broken
      assert.equal(outcome, 'trap')
      assert.include(error!, 'could not start')
      assert.equal((await beside).outcome, 'ok')
    })

    test('an answer of the platform that is no JSON hurts this call at most', async ({ assert }) => {
      const garbage = () => Promise.resolve(Uint8Array.of(0xff, 0x7b, 0x00))
      const { outcome } = await run('ask_v1', { input: { times: 1 }, onHostCall: garbage })
      assert.include(['trap', 'ok'], outcome)
      assert.equal((await run('count_v1')).outcome, 'ok')
    })

    test('burns the same fuel for the same call, in every process', async ({ assert }) => {
      const burnt = new Set<number>()
      const other = new PluginHost()
      for (const one of [host, other]) {
        for (let i = 0; i < 10; i++) {
          const { fuelUsed, outcome } = await one.call(callOf(guest, 'every_v1', { onHostCall: scripted }))
          assert.equal(outcome, 'ok')
          burnt.add(fuelUsed)
        }
      }
      await other.stop()
      assert.equal(burnt.size, 1)
    })
  })
}
