import '#start/events'
import { test } from '@japa/runner'
import { cronProblem, lastTick, nextTick } from '#runtime/schedules/cron'
import { matchEndpoint, pathBelow } from '#runtime/endpoints/match_endpoint'
import { parseManifest } from '#runtime/manifest/parse_manifest'
import type { PluginEndpoint } from '#runtime/manifest/plugin_manifest'
import type { PluginManifestInvalid } from '#runtime/exceptions/plugin_manifest_invalid'

const manifest = (over: Record<string, unknown>) => ({
  ...{ id: 'test-plugin', name: 'Test', version: '1.0.0', description: 'A test', category: 'other', license: 'MIT' },
  ...{ language: 'typescript', entry: 'index.ts', host_api: '1' },
  hooks: ['event@1', 'schedule@1', 'http_endpoint@1', 'panel_block@1', 'export@1'],
  ...over,
})

function problemsOf(over: Record<string, unknown>): string[] {
  try {
    parseManifest(manifest(over))
    return []
  } catch (error) {
    return (error as PluginManifestInvalid).details.map(({ field, rule }) => `${field} ${rule}`)
  }
}

const exported = (source: string) => ({ name: 'all', title: 'All', source, file_name: 'all.csv', content_type: 'text/csv' })

test.group('What a manifest says of surfaces', () => {
  test('is taken when it is right', ({ assert }) => {
    const right = {
      ...{ capabilities: ['data.orders'], events: ['orders.order_paid.v1', 'plugin.happy-hours.started'] },
      ...{ schedules: [{ name: 'daily', cron: '0 6 * * mon-fri' }], exports: [exported('orders')] },
      endpoints: [{ path: '/hooks/*', methods: ['POST'], access: 'public' }],
      blocks: [{ name: 'main', title: 'Main', panel: 'seller', place: 'dashboard' }],
    }
    assert.deepEqual(problemsOf(right), [])
  })

  test('names the field that is wrong', ({ assert }) => {
    const twice = { name: 'a', cron: '0 6 * * *' }
    assert.deepEqual(problemsOf({ schedules: [twice, { name: 'b', cron: '61 * * * *' }] }), ['schedules.1.cron cron'])
    assert.deepEqual(problemsOf({ schedules: [twice, { name: 'a', cron: '0 7 * * *' }] }), ['schedules.1.name unique'])
    assert.deepEqual(problemsOf({ events: ['orders.order_paid.v1', 'identity.user_signed_in.v1'] }), ['events.1 event'])
    assert.deepEqual(problemsOf({ exports: [exported('orders')] }), ['exports.0.source capability'])
    assert.deepEqual(problemsOf({ hooks: ['event@1'], schedules: [twice] }), ['schedules hook'])
  })

  test('of time is five fields, none of them seconds or chance', ({ assert }) => {
    for (const cron of ['* * * * *', '*/5 0-6 1,15 * 3', '0 8 * * MON-FRI']) assert.isNull(cronProblem(cron), cron)
    for (const cron of ['* * * * * *', '@daily', 'H * * * *', '0 0 30 2 *', '0 0 L * *', '5-1 * * * *', '* * * *', '0 0 ? * *']) {
      assert.isString(cronProblem(cron), cron)
    }
  })

  test('ticks on the minute, the last one not later than now', ({ assert }) => {
    const at = (text: string) => new Date(`2026-11-21T${text}Z`)
    assert.deepEqual(nextTick('0 6 * * *', at('06:00:00')), new Date('2026-11-22T06:00:00Z'))
    assert.deepEqual(lastTick('* * * * *', at('09:59:00'), at('10:00:00')), at('10:00:00'))
    assert.deepEqual(lastTick('*/10 * * * *', at('09:55:00'), at('10:04:00')), at('10:00:00'))
    assert.isNull(lastTick('* * * * *', at('10:00:00'), at('10:00:59.999')))
  })
})

test.group('Paths of endpoints', () => {
  const endpoint = (path: string, ...methods: PluginEndpoint['methods']): PluginEndpoint => ({ path, methods, access: 'public' })

  test('the path itself wins, else the longest beginning', ({ assert }) => {
    const all = [endpoint('/*', 'GET'), endpoint('/a/*', 'GET'), endpoint('/a/b', 'GET')]
    const found = (path: string) => {
      const match = matchEndpoint(all, path, 'GET')
      return match && 'endpoint' in match ? match.endpoint.path : match
    }
    assert.equal(found('/a/b'), '/a/b')
    assert.equal(found('/a/b/'), '/a/b')
    assert.equal(found('/a/c/d'), '/a/*')
    assert.equal(found('/a'), '/a/*')
    assert.equal(found('/other'), '/*')
    assert.isNull(matchEndpoint([endpoint('/a', 'GET')], '/ab', 'GET'))
    assert.deepEqual(matchEndpoint([endpoint('/a', 'POST')], '/a', 'GET'), { allowed: ['POST', 'OPTIONS'] })
  })

  test('are decoded once, and never lead up or hide a slash', ({ assert }) => {
    assert.equal(pathBelow('/p/t/x'), '/')
    assert.equal(pathBelow('/p/t/x/a%20b/%2525'), '/a b/%25')
    for (const path of ['..', '%2e%2e', 'a/../b', 'a%2fb', 'a%5cb', '%00', '%ff', '%']) assert.isNull(pathBelow(`/p/t/x/${path}`), path)
  })
})
