import { test } from '@japa/runner'
import { collectHostMetrics, hostCheck } from '#runtime/host_health'
import { Metrics } from '#core/metrics/metrics'
import { PluginHost } from '#runtime/host/plugin_host'
import { guestCall, kind } from './guests.js'
import { REFUSED } from './hostile_modules.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (output: Uint8Array | undefined) => new TextDecoder().decode(output)
const eightBytes = () => new Uint8Array(8)

test.group('Plugin host: modules', (group) => {
  let host: PluginHost
  group.each.setup(() => {
    host = new PluginHost()
    return () => host.stop()
  })

  test('a module compiled ahead is not compiled again for its first call', async ({ assert }) => {
    await host.whenReady()
    const call = guestCall('echo', { input: bytes('first') })
    let loads = 0
    const loadModule = () => (loads++, call.loadModule())
    await host.prewarm(call.digest, loadModule)
    const before = await host.stats()
    assert.equal(text((await host.call({ ...call, loadModule })).output), 'first')
    const after = await host.stats()
    assert.equal(loads, 1)
    assert.deepEqual([before!.modules, before!.compiles, before!.cacheMisses], [1, 1, 1])
    assert.deepEqual([after!.compiles, after!.cacheMisses, after!.cacheHits], [1, 1, 1])
  })

  test('what should be warm is compiled by a process that starts, and by the one that follows it', async ({ assert }) => {
    const { digest, loadModule } = guestCall('echo')
    await host.prewarm(digest, loadModule)
    assert.isUndefined(host.pid)
    await host.whenReady()
    await warmedTimes(host, 1)
    assert.equal((await host.stats())!.compiles, 1)

    process.kill(host.pid!, 'SIGKILL')
    await warmedTimes(host, 2)
    assert.equal((await host.stats())!.compiles, 1)
    assert.equal(host.metrics.starts, 2)
  })

  test('a module that can not be compiled ahead, or not even be loaded, harms nobody', async ({ assert }) => {
    await host.whenReady()
    await host.prewarm('broken', () => Promise.resolve(bytes('\0asm no module')))
    await host.prewarm('missing', () => Promise.reject(new Error('gone')))
    await host.prewarm('never loaded', () => new Promise(() => {}))
    assert.equal(await kind(host.call(guestCall('echo'))), 'ok')
  })

  test('an update in the middle of calls drops none: those under way end on the old version, later ones are of the new', async ({
    assert,
  }) => {
    const release = Promise.withResolvers<void>()
    const old = Array.from({ length: 20 }, () =>
      host.call(guestCall('clock', { onHostCall: () => release.promise.then(eightBytes), isRetryable: false }))
    )
    const updated = guestCall('echo', { input: bytes('new version'), isRetryable: false })
    await host.prewarm(updated.digest, updated.loadModule)
    const fresh = await Promise.all(Array.from({ length: 40 }, () => host.call(updated)))
    release.resolve()
    assert.deepEqual([...new Set(fresh.map(({ output }) => text(output)))], ['new version'])
    const ended = await Promise.all(old)
    assert.deepEqual([...new Set(ended.map(({ outcome }) => outcome))], ['ok'])
    assert.deepEqual([...new Set(ended.map(({ output }) => output!.length))], [8])
  })

  test('keeps as many modules as there is room for; one thrown out is compiled again when it is called', async ({ assert }) => {
    const call = guestCall('echo', { input: bytes('still here') })
    for (let i = 0; i < 70; i++) await host.call({ ...call, digest: `version ${i}` })
    const full = await host.stats()
    assert.deepEqual([full!.modules, full!.moduleLimit, full!.evictions], [64, 64, 6])
    assert.equal(text((await host.call({ ...call, digest: 'version 0' })).output), 'still here')
    const again = await host.stats()
    assert.deepEqual([again!.modules, again!.evictions, again!.compiles], [64, 7, 71])
  })

  test('judges every hostile module and goes on: none is let through, none ends the process', async ({ assert }) => {
    for (const { name, module } of REFUSED) {
      const { verdict, gated } = await host.inspect(module)
      assert.isFalse(verdict.ok, name)
      assert.isUndefined(gated, name)
    }
    assert.equal(host.metrics.starts, 1)
    assert.equal(await kind(host.call(guestCall('echo'))), 'ok')
  })
})

test.group('Plugin host: what it tells', (group) => {
  let host: PluginHost
  group.each.setup(() => {
    host = new PluginHost()
    return () => host.stop()
  })

  test('says that it does not run rather than start for being asked', async ({ assert }) => {
    assert.isNull(await host.stats())
    const { detail } = (await hostCheck(host).check())!
    assert.deepInclude(detail, { key: 'runtime.host_not_started', facts: undefined })
    assert.isUndefined(host.pid)
  })

  test('counts queue, threads, cache, fuel, refusals and kills where operators look', async ({ assert }) => {
    await host.call(guestCall('echo', { input: bytes('one') }))
    await host.call(guestCall('spin', { limits: { fuel: 2 ** 44, cpuMs: 100 } }))
    const late = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const waiting = host.call(guestCall('clock', { onHostCall: () => (asked.resolve(), late.promise.then(eightBytes)) }))
    await asked.promise
    const many = Array.from({ length: 600 }, () => host.call(guestCall('echo')))
    const metrics = new Metrics()
    collectHostMetrics(metrics, host)
    const outcomes = (await Promise.all(many)).map(({ outcome }) => outcome)
    const told = await metrics.render()
    late.resolve()
    assert.equal(await kind(waiting), 'ok')

    const value = (name: string, labels = '') => Number(new RegExp(`^rialto_plugin_host_${name}${labels} (\\S+)$`, 'm').exec(told)?.[1])
    assert.equal(value('calls_ended', '\\{outcome="overloaded"\\}'), outcomes.filter((outcome) => outcome === 'overloaded').length)
    assert.isAbove(value('calls_ended', '\\{outcome="overloaded"\\}'), 0)
    assert.equal(value('calls_ended', '\\{outcome="timeout"\\}'), 1)
    assert.equal(value('threads_killed', '\\{reason="cpu"\\}'), 1)
    assert.equal(value('suspended_calls'), 1)
    assert.equal(value('pending_calls'), 1)
    assert.equal(value('queued_calls'), 0)
    assert.equal(value('queued_calls_limit'), 256)
    assert.equal(value('cached_modules'), 3)
    assert.isAbove(value('module_cache_hits'), 0)
    assert.isAbove(value('compile_seconds'), 0)
    assert.isAbove(value('fuel_burnt'), 0)
    assert.isAbove(value('threads'), 0)
    assert.isAbove(value('resident_bytes'), 1_000_000)
    const { detail } = (await hostCheck(host).check())!
    const words = [detail!].flat().map((one) => (typeof one === 'string' ? one : `${one.key} ${Object.values(one.facts ?? {}).join(' ')}`))
    for (const one of ['running ', 'starts 1', 'killed 1', 'queue 0 256']) assert.include(words, `runtime.host_${one}`)
  })
})

/** Until the processes of the host have compiled modules ahead so often. */
async function warmedTimes(host: PluginHost, times: number): Promise<void> {
  while (host.metrics.prewarmed < times) await new Promise(setImmediate)
}
