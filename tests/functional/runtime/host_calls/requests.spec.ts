import { test } from '@japa/runner'
import { Metrics } from '#core/metrics/metrics'
import { HostCallRefused } from '#runtime/host/call_types'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { RecordingDesk } from '#runtime/host_calls/recording_desk'
import { createTenant } from '#tests/support/users'
import { asker, createInstallation } from '#tests/support/host_calls'
import type { HostFunction } from '#runtime/host_calls/host_call_context'

const manifest = { capabilities: ['kv'] }

async function keeper() {
  return asker(await createInstallation({ tenantId: (await createTenant()).id, manifest }))
}

test.group('Requests of plugins', () => {
  test('refuses what it was not granted, and says in words what is wrong with a request', async ({ assert }) => {
    const { refusal } = await keeper()
    const ungranted = await asker(await createInstallation({ tenantId: null, manifest, granted: [] }))
    assert.deepEqual(await ungranted.refusal('kv_get', { key: 'a' }), {
      code: 'not_granted',
      message: 'The capability "kv" was not granted.',
    })
    const wrong: [string, unknown, string, RegExp][] = [
      ['kv_get', {}, 'invalid_request', /kv_get: key must have required property/],
      ['kv_get', { key: '' }, 'invalid_request', /key must NOT have fewer than 1 characters/],
      ['kv_get', { key: 7 }, 'invalid_request', /key must be string/],
      ['kv_get', { key: 'a', other: 1 }, 'invalid_request', /other must NOT have additional properties/],
      ['kv_get', { key: 'я'.repeat(101) }, 'invalid_request', /has 202 bytes, at most 200/],
      ['kv_get', { key: 'a\0' }, 'invalid_request', /NUL/],
      ['kv_get', { key: '\ud800' }, 'invalid_request', /half a character/],
      ['kv_get', '{"key":', 'invalid_request', /not JSON/],
      ['kv_get', [], 'invalid_request', /must be object/],
      ['kv_set', { key: 'a' }, 'invalid_request', /value must have required property/],
      ['kv_set', { key: 'a', value: 1, ttl_seconds: 0 }, 'invalid_request', /ttl_seconds must be >= 1/],
      ['kv_set', { key: 'a', value: 'x'.repeat(65_536) }, 'value_too_large', /has 65538 bytes as JSON, at most 65536/],
      ['kv_set', { key: 'a', value: 'x'.repeat(300_000) }, 'request_too_large', /at most 262144/],
      ['kv_list', { limit: 101 }, 'invalid_request', /limit must be <= 100/],
      ['kv_increment', { key: 'a', by: 0.5 }, 'invalid_request', /by must be integer/],
      ['kv_set', `{"key":"a","value":${'['.repeat(120_000)}${']'.repeat(120_000)}}`, 'invalid_request', /nested deeper than 100/],
      ['kv_set', `{"key":"a","value":${'['.repeat(120_000)}`, 'invalid_request', /nested deeper than 100/],
      ['kv_drop', {}, 'unknown_function', /does not offer "kv_drop"/],
    ]
    for (const [name, request, code, message] of wrong) {
      const refused = await refusal(name, request)
      assert.equal(refused.code, code, JSON.stringify(request).slice(0, 60))
      assert.match(refused.message, message)
    }
  })

  test('counts in the run: calls, refusals, time and bytes', async ({ assert }) => {
    const { ask, refusal, context } = await keeper()
    assert.isNull(context.usage.summary())
    await ask('kv_set', { key: 'a', value: 1 })
    await ask('kv_get', { key: 'a' })
    await refusal('kv_get', {})
    const summary = context.usage.summary()!
    assert.sameMembers(Object.keys(summary), ['kv_set', 'kv_get'])
    assert.deepInclude(summary.kv_get, { calls: 2, refused: 1, bytes_in: 13, bytes_out: 11 })
    assert.isAbove(summary.kv_set!.ms, 0)
  })

  test('the clock answers only where it was granted', async ({ assert }) => {
    const granted = await createInstallation({ tenantId: null, manifest: { capabilities: ['clock'] } })
    const { context, desk } = await asker(granted)
    const bytes = await desk.answer({ name: 'now', payload: new Uint8Array() }, context)
    const told = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true))
    assert.isBelow(Math.abs(told - Date.now()), 60_000)
    const { context: ungranted } = await keeper()
    await assert.rejects(() => desk.answer({ name: 'now', payload: new Uint8Array() }, ungranted), /"clock" was not granted/)
  })

  test('fifty requests in one breath are answered four at a time, in their order, and none when the run is over', async ({ assert }) => {
    const installation = await createInstallation({ tenantId: null, manifest })
    const order: number[] = []
    let [running, most] = [0, 0]
    const slow: HostFunction<{ n: number }> = {
      ...{ name: 'slow', capability: 'kv', request: { type: 'object' } },
      answer: async ({ n }) => {
        most = Math.max(most, ++running)
        order.push(n)
        await new Promise((resolve) => setImmediate(resolve))
        running--
        return {}
      },
    }
    const desk = new HostCallDesk([slow as HostFunction])
    const one = await asker(installation, { desk })
    await Promise.all(Array.from({ length: 50 }, (_, n) => one.ask('slow', { n })))
    assert.equal(most, 4)
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b)
    )
    assert.lengthOf(order, 50)
    const over = await asker(installation, { desk, wallMs: 0 })
    assert.equal((await over.refusal('slow', { n: 0 })).code, 'too_late')
    const again = await asker(installation, { desk })
    await again.ask('slow', { n: 50 })
  })

  test('the platform’s own failures are told without its words', async ({ assert }) => {
    const installation = await createInstallation({ tenantId: null, manifest })
    const broken: HostFunction = {
      ...{ name: 'broken', capability: 'kv', request: { type: 'object' } },
      answer: () => Promise.reject(new Error('select secret from table - connection to 10.0.0.7 lost')),
    }
    const { refusal } = await asker(installation, { desk: new HostCallDesk([broken]) })
    assert.deepEqual(await refusal('broken', {}), { code: 'unavailable', message: '"broken" can not be answered now.' })
  })

  test('brackets within texts are no nesting', async ({ assert }) => {
    const { ask } = await keeper()
    const value = { text: '[{"\\"'.repeat(500), deep: JSON.parse('['.repeat(90) + ']'.repeat(90)) as unknown }
    await ask('kv_set', { key: 'a', value })
    assert.deepEqual(await ask('kv_get', { key: 'a' }), { value })
  })

  test('are counted by function and outcome for who watches the platform', async ({ assert }) => {
    const installation = await createInstallation({ tenantId: null, manifest })
    const metrics = new Metrics()
    const fine: HostFunction = { name: 'fine', capability: 'kv', request: { type: 'object' }, answer: () => Promise.resolve({}) }
    const { ask, refusal } = await asker(installation, { desk: new HostCallDesk([fine], metrics) })
    await ask('fine', {})
    await refusal('fine', [])
    await refusal('made up', {})
    const text = await metrics.render()
    assert.include(text, 'rialto_plugin_requests_total{function="fine",outcome="ok"} 1')
    assert.include(text, 'rialto_plugin_requests_total{function="fine",outcome="invalid_request"} 1')
    assert.include(text, 'rialto_plugin_requests_total{function="unknown",outcome="unknown_function"} 1')
    assert.notInclude(text, 'made up')
  })

  test('a dry run writes down what is asked and answers nothing but the time', async ({ assert }) => {
    const desk = new RecordingDesk()
    const payload = Buffer.from('{"key":"a"}')
    const refused = await desk.answer({ name: 'kv_get', payload }).catch((error: unknown) => error)
    assert.instanceOf(refused, HostCallRefused)
    assert.equal((refused as HostCallRefused).code, 'dry_run')
    assert.lengthOf(await desk.answer({ name: 'now', payload: new Uint8Array() }), 8)
    assert.deepEqual(desk.requests, [
      { name: 'kv_get', request: '{"key":"a"}' },
      { name: 'now', request: '' },
    ])
  })
})
