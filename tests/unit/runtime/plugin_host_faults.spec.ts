import { test } from '@japa/runner'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { PluginHost } from '#runtime/host/plugin_host'
import { guestCall, kind } from './guests.js'

const bytes = (text: string) => new TextEncoder().encode(text)
/** Fuel that lasts for minutes: only the watchdog can stop such a call. */
const ENDLESS = 2 ** 50

test.group('Plugin host: faults', (group) => {
  let host: PluginHost
  group.each.setup(() => {
    host = new PluginHost()
    return () => host.stop()
  })

  test('starts with the first call and not before', async ({ assert }) => {
    assert.isUndefined(host.pid)
    await host.call(guestCall('echo'))
    assert.isDefined(host.pid)
  })

  test('killed from outside: the call under way is run again, and the next one is served', async ({ assert }) => {
    await host.call(guestCall('echo'))
    const before = host.pid!
    const suspended = host.call(
      guestCall('clock', {
        onHostCall: () => {
          if (host.pid === before) process.kill(before, 'SIGKILL')
          return Promise.resolve(new Uint8Array(8))
        },
      })
    )
    assert.equal(await kind(suspended), 'ok')
    assert.equal(await kind(host.call(guestCall('echo', { input: bytes('next') }))), 'ok')
    assert.notEqual(host.pid, before)
    assert.equal(host.metrics.starts, 2)
  })

  test('killed from outside: a call with side effects is not run again', async ({ assert }) => {
    await host.call(guestCall('echo'))
    const outcome = await host.call(
      guestCall('clock', {
        isRetryable: false,
        onHostCall: () => {
          process.kill(host.pid!, 'SIGKILL')
          return new Promise(() => {})
        },
      })
    )
    assert.equal(outcome.outcome, 'host_crashed')
  })

  test('a call that burns processor time beyond its limit is killed, its suspended neighbours are not', async ({ assert }) => {
    const release = Promise.withResolvers<void>()
    const waiting = Array.from({ length: 6 }, () =>
      host.call(guestCall('clock', { onHostCall: () => release.promise.then(() => new Uint8Array(8)) }))
    )
    const guilty = await host.call(guestCall('spin', { limits: { fuel: ENDLESS, cpuMs: 200 } }))
    assert.equal(guilty.outcome, 'timeout')
    assert.include(guilty.error!, 'cpuMs')
    assert.equal(host.metrics.threadsKilled, 1)
    release.resolve()
    const ended = await Promise.all(waiting.map(kind))
    assert.deepEqual([...new Set(ended)], ['ok'])
  })

  test('the caller never waits longer than the deadline, even while the host is stopped', async ({ assert }) => {
    await host.call(guestCall('echo'))
    process.kill(host.pid!, 'SIGSTOP')
    const outcome = await host.call(guestCall('echo', { limits: { wallMs: 100 } }))
    assert.equal(outcome.outcome, 'overloaded', 'the plugin is not to blame')
    process.kill(host.pid!, 'SIGCONT')
    assert.equal(await kind(host.call(guestCall('echo'))), 'ok')
  })

  test('a plugin that burns the time is to blame for its timeout', async ({ assert }) => {
    const outcome = await host.call(guestCall('spin', { limits: { fuel: ENDLESS, wallMs: 4_000, cpuMs: 60_000 } }))
    assert.equal(outcome.outcome, 'timeout')
    assert.include(outcome.error!, 'wallMs')
  })

  test('more calls than may wait are refused at once and clearly, the others are served', async ({ assert }) => {
    const calls = Array.from({ length: 700 }, () => kind(host.call(guestCall('echo', { input: bytes('x') }))))
    const outcomes = await Promise.all(calls)
    assert.include(outcomes, 'overloaded')
    assert.isAbove(outcomes.filter((outcome) => outcome === 'ok').length, 200)
    assert.deepEqual([...new Set(outcomes)].sort(), ['ok', 'overloaded'])
  })

  test('judges modules away from the application', async ({ assert }) => {
    const { verdict, gated } = await host.inspect(bytes('not a module'))
    assert.isFalse(verdict.ok)
    assert.isUndefined(gated)
  })

  test('has no environment, and no files, children or network to reach', async ({ assert }) => {
    await host.call(guestCall('echo'))
    if (platform() !== 'linux') return
    const environment = readFileSync(`/proc/${host.pid}/environ`, 'utf8').split('\0').filter(Boolean)
    assert.deepEqual(
      environment.filter((line) => !line.startsWith('NODE_CHANNEL_')),
      []
    )
    const flags = readFileSync(`/proc/${host.pid}/cmdline`, 'utf8').split('\0')
    const permissions = flags.filter((flag) => /^--(permission|allow-)/.test(flag))
    const probe = `
      const tried = (run) => { try { run(); return 'allowed' } catch (error) { return error.code } }
      const net = require('node:net').connect(9, '127.0.0.1').on('error', (error) => console.log(JSON.stringify({
        file: tried(() => require('node:fs').readFileSync('/etc/passwd')),
        write: tried(() => require('node:fs').writeFileSync('./plugin-was-here', '')),
        child: tried(() => require('node:child_process').execSync('id')),
        network: error.code,
      })))`
    const told = JSON.parse(execFileSync(process.execPath, [...permissions, '-e', probe], { encoding: 'utf8' })) as Record<string, string>
    const expected = 'ERR_ACCESS_DENIED'
    assert.deepEqual({ ...told, network: expected }, { file: expected, write: expected, child: expected, network: expected })
    if (Number(process.versions.node.split('.')[0]) >= 26) assert.equal(told.network, expected)
  })
})
