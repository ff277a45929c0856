import { test } from '@japa/runner'
import { PluginHost } from '#runtime/host/plugin_host'
import { guestCall, kind, moduleCall } from './guests.js'
import { STOPPED } from './hostile_modules.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (output: Uint8Array | undefined) => new TextDecoder().decode(output)

test.group('Plugin host', (group) => {
  let host: PluginHost
  group.setup(() => {
    host = new PluginHost()
  })
  group.teardown(() => host.stop())

  test('gives a plugin its input and takes its answer, text in any script included', async ({ assert }) => {
    const outcome = await host.call(guestCall('echo', { input: bytes('скидка 5 % 🎈') }))
    assert.equal(outcome.outcome, 'ok')
    assert.equal(text(outcome.output), 'скидка 5 % 🎈')
    assert.isAbove(outcome.fuelUsed, 0)
    assert.isAbove(outcome.durationMs, 0)
  })

  test('moves 256 KB in and out whole, and not one byte more', async ({ assert }) => {
    const input = new Uint8Array(256 * 1024).map((_, i) => i % 251)
    const outcome = await host.call(guestCall('echo', { input }))
    assert.deepEqual(Buffer.from(outcome.output!), Buffer.from(input))
    const refused = await host.call(guestCall('echo', { input: new Uint8Array(256 * 1024 + 1) }))
    assert.equal(refused.outcome, 'input_too_large')
    assert.equal(await kind(host.call(guestCall('babble'))), 'output_too_large')
  })

  test('gives the settings that came with the call', async ({ assert }) => {
    const outcome = await host.call(guestCall('settings', { settings: bytes('{"percent":5}') }))
    assert.equal(text(outcome.output), '{"percent":5}')
  })

  test('burns the same fuel for the same input each time', async ({ assert }) => {
    const burnt = new Set<number>()
    for (let i = 0; i < 30; i++) {
      const { fuelUsed } = await host.call(guestCall('echo', { input: bytes('same') }))
      burnt.add(fuelUsed)
    }
    assert.equal(burnt.size, 1)
  })

  test('nothing of one call is left for the next', async ({ assert }) => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => host.call(guestCall('count'))))
    assert.deepEqual([...new Set(outcomes.map(({ output }) => output![0]))], [1])
  })

  test('takes a refusal of the plugin as its refusal', async ({ assert }) => {
    const outcome = await host.call(guestCall('refuse', { input: bytes('нет склада') }))
    assert.equal(outcome.outcome, 'failed')
    assert.equal(outcome.error, 'нет склада')
  })

  test('a place outside of the memory traps the plugin, not the host', async ({ assert }) => {
    const outcome = await host.call(guestCall('reach'))
    assert.equal(outcome.outcome, 'trap')
    assert.include(outcome.error!, 'outside of the memory')
  })

  test('a module that does not export the function, and one that does not compile, are named so', async ({ assert }) => {
    assert.equal(await kind(host.call(guestCall('echo', { fn: 'missing_v1' }))), 'invalid_module')
    const broken = { ...guestCall('echo'), digest: 'broken', loadModule: () => Promise.resolve(bytes('\0asm no module')) }
    assert.equal(await kind(host.call(broken)), 'invalid_module')
    const missing = { ...guestCall('echo'), digest: 'missing', loadModule: () => Promise.reject(new Error('gone')) }
    // It may be there again in a moment: nothing that counts against the plugin.
    const { outcome, error } = await host.call(missing)
    assert.deepEqual({ outcome, error }, { outcome: 'overloaded', error: 'gone' })
  })

  for (const { name, module } of STOPPED) {
    test(`stops a module that ${name} without killing a thread`, async ({ assert }) => {
      const killed = host.metrics.threadsKilled
      const outcome = await host.call(moduleCall(module, {}))
      assert.include(['fuel_exhausted', 'trap', 'memory'], outcome.outcome)
      assert.isAbove(outcome.error!.length, 20)
      assert.isAtMost(outcome.logs.length, 100)
      assert.equal(host.metrics.threadsKilled, killed)
      assert.equal(await kind(host.call(guestCall('echo', { input: bytes('next') }))), 'ok')
    })
  }
})

test.group('Plugin host: calls to the platform', (group) => {
  let host: PluginHost
  group.setup(() => {
    host = new PluginHost()
  })
  group.teardown(() => host.stop())

  const answerTime = (value: bigint) => {
    const payload = new Uint8Array(8)
    new DataView(payload.buffer).setBigInt64(0, value, true)
    return () => Promise.resolve(payload)
  }

  test('suspends the guest until the platform answers', async ({ assert }) => {
    const outcome = await host.call(guestCall('clock', { onHostCall: answerTime(1_763_700_000_000n) }))
    assert.equal(Buffer.from(outcome.output!).readBigInt64LE(), 1_763_700_000_000n)
  })

  test('many suspended calls share a thread and each gets its own answer', async ({ assert }) => {
    const release = Promise.withResolvers<void>()
    const calls = Array.from({ length: 24 }, (_, i) =>
      host.call(
        guestCall('clock', {
          onHostCall: async () => {
            await release.promise
            return answerTime(BigInt(i))()
          },
        })
      )
    )
    release.resolve()
    const outcomes = await Promise.all(calls)
    assert.deepEqual(
      outcomes.map(({ output }) => Number(Buffer.from(output!).readBigInt64LE())),
      outcomes.map((_, i) => i)
    )
  })

  test('what the platform refuses ends the call with its reason', async ({ assert }) => {
    const onHostCall = () => Promise.reject(new Error('The capability "clock" was not granted.'))
    const refused = await host.call(guestCall('clock', { onHostCall }))
    assert.equal(refused.outcome, 'trap')
    assert.include(refused.error!, 'was not granted')
    assert.equal(await kind(host.call(guestCall('clock'))), 'trap')
  })

  test('counts calls to the platform and stops at the limit', async ({ assert }) => {
    let asked = 0
    const outcome = await host.call(guestCall('ask', { limits: { hostCalls: 7 }, onHostCall: () => (asked++, answerTime(0n)()) }))
    assert.equal(outcome.outcome, 'trap')
    assert.include(outcome.error!, 'hostCalls')
    assert.equal(asked, 7)
  })

  test('an answer that comes after the deadline reaches nobody', async ({ assert }) => {
    const late = Promise.withResolvers<void>()
    const first = await host.call(
      guestCall('clock', { limits: { wallMs: 50 }, onHostCall: () => late.promise.then(() => answerTime(666n)()) })
    )
    assert.equal(first.outcome, 'timeout')
    const second = host.call(guestCall('clock', { onHostCall: () => (late.resolve(), answerTime(7n)()) }))
    const { output } = await second
    assert.equal(Buffer.from(output!).readBigInt64LE(), 7n)
  })
})
