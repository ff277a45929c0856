import { test } from '@japa/runner'
import { gateModule } from '#runtime/gate/gate'
import { PluginHost } from '#runtime/host/plugin_host'
import { guestCall, kind, moduleCall } from './guests.js'
import { NOSY_GUESTS } from './nosy_guests.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (output: Uint8Array | undefined) => new TextDecoder().decode(output)

test.group('Plugin host: isolation', (group) => {
  let host: PluginHost
  group.setup(() => {
    host = new PluginHost()
  })
  group.teardown(() => host.stop())

  for (const [what, guest] of Object.entries(NOSY_GUESTS)) {
    test(`finds nothing that an earlier call left in ${what}`, async ({ assert }) => {
      const call = moduleCall(guest.build(), { fn: 'run_v1' })
      const before = await host.call(call)
      assert.equal(before.outcome, 'ok', before.error)
      const others = await Promise.all(Array.from({ length: 30 }, () => host.call(call)))
      assert.deepEqual([...new Set([before, ...others].map(({ output }) => output![0]))], [0])
    })
  }

  test('the same guests do find it in an instance that is used twice', ({ assert }) => {
    for (const [what, guest] of Object.entries(NOSY_GUESTS)) {
      if (what.includes('Extism')) continue
      const { gated } = gateModule(guest.build())
      let found = -1
      const output_write = (pointer: number) => (found = new Uint8Array((exports.memory as WebAssembly.Memory).buffer)[pointer]!)
      const module = new WebAssembly.Module(gated as Uint8Array<ArrayBuffer>)
      const { exports } = new WebAssembly.Instance(module, { 'rialto:host/v1': { output_write } })
      const run = exports.run_v1 as () => void
      run()
      assert.equal(found, 0, what)
      run()
      assert.notEqual(found, 0, what)
    }
  })

  test('input and settings of one tenant are never seen by another, however their calls overlap', async ({ assert }) => {
    const tenants = Array.from({ length: 60 }, (_, i) => `tenant ${i} ${'x'.repeat(i)}`)
    const told = await Promise.all(
      tenants.flatMap((tenant) => [
        host.call(guestCall('echo', { input: bytes(tenant), settings: bytes('{}') })),
        host.call(guestCall('settings', { settings: bytes(JSON.stringify({ tenant })) })),
      ])
    )
    assert.deepEqual(
      told.map(({ output }) => text(output)),
      tenants.flatMap((tenant) => [tenant, JSON.stringify({ tenant })])
    )
  })

  test('two versions of a plugin that run at once are two modules', async ({ assert }) => {
    const versions = ['echo', 'settings'] as const
    const calls = Array.from({ length: 40 }, (_, i) => {
      const version = versions[i % 2]!
      return host.call(guestCall(version, { input: bytes('old'), settings: bytes('"new"') }))
    })
    const told = (await Promise.all(calls)).map(({ output }) => text(output))
    assert.deepEqual(
      told,
      calls.map((_, i) => (i % 2 === 0 ? 'old' : '"new"'))
    )
  })

  test('what a call wrote before it failed is gone as well', async ({ assert }) => {
    const guest = NOSY_GUESTS['a global']
    const failing = { ...moduleCall(guest.build(), { fn: 'run_v1' }), limits: { ...guestCall('echo').limits, outputBytes: 0 } }
    assert.equal(await kind(host.call(failing)), 'output_too_large')
    const { output } = await host.call(moduleCall(guest.build(), { fn: 'run_v1' }))
    assert.deepEqual([...output!], [0])
  })
})

test.group('Plugin host: a plugin that does not keep to the rules', (group) => {
  let host: PluginHost
  group.setup(() => {
    host = new PluginHost()
  })
  group.teardown(() => host.stop())

  test('answers twice: the last answer counts', async ({ assert }) => {
    const outcome = await host.call(guestCall('twice', { input: bytes('ab') }))
    assert.equal(outcome.outcome, 'ok', outcome.error)
    assert.equal(text(outcome.output), 'b')
  })

  test('answers and then says that it can not: it can not', async ({ assert }) => {
    const outcome = await host.call(guestCall('undecided', { input: bytes('no') }))
    assert.equal(outcome.outcome, 'failed')
    assert.isUndefined(outcome.output)
  })

  test('answers nothing: an empty answer, not the one before', async ({ assert }) => {
    assert.equal(text((await host.call(guestCall('echo', { input: bytes('before') }))).output), 'before')
    const silent = await host.call(guestCall('silent'))
    assert.equal(silent.outcome, 'ok')
    assert.lengthOf(silent.output!, 0)
  })

  test('answers too late: the caller has gone, and the next one gets its own', async ({ assert }) => {
    const late = await host.call(guestCall('spin', { limits: { fuel: 2 ** 44, wallMs: 100, cpuMs: 300 } }))
    assert.notEqual(late.outcome, 'ok')
    assert.equal(text((await host.call(guestCall('echo', { input: bytes('mine') }))).output), 'mine')
  })
})
