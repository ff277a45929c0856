import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { PluginHost } from '#runtime/host/plugin_host'
import { RetryScan } from '#registry/scanning/rescans/retry_scan'
import { ScannerUnavailable } from '#registry/publishing/judge_artifact'
import { moderator, withdraw } from '#tests/support/withdrawals'
import { actorOf, pluginName } from '#tests/support/plugin_uploads'
import { approve, publishScript, scanOf } from '#tests/functional/registry/scanning/support/script_uploads'
import type { CallOutcomeKind } from '#runtime/host/call_types'
import type { HookDryRun } from '#runtime/dry_run/dry_run'

const dryRunOf = async (versionId: string) => ((await scanOf(versionId)).dry_runs as HookDryRun[])[0]!
const statusOf = async (id: string) => (await db.from('plugin_versions').where({ id }).firstOrFail()).status as string
const LONG = Array.from({ length: 120 }, (_, i) => `export const part${i} = (total) => total * ${i} + ${i * 7919}`).join('\n')

/** As if the host ended every dry run like this. */
async function whileCallsEnd<Result>(outcome: CallOutcomeKind, work: () => Promise<Result>): Promise<Result> {
  const host = await app.container.make(PluginHost)
  host.call = () => Promise.resolve({ outcome, error: 'as the test says', fuelUsed: 0, durationMs: 1, logs: [] })
  try {
    return await work()
  } finally {
    delete (host as Partial<PluginHost>).call
  }
}

test.group('Dry run of an upload', () => {
  test('calls each hook with its example and writes down what it asked for; the same upload always does the same', async ({ assert }) => {
    const body = `
      await kv.set('seen', 1)
      const seen = await kv.get('seen')
      return { discounts: [], at: await now(), seen, random: await randomBytes(4) }`
    const imports = ['kv', 'now', 'randomBytes']
    const runs: HookDryRun[] = []
    for (const version of ['1.0.0', '1.0.1']) {
      const { id } = await publishScript({ body, imports, capabilities: ['kv', 'clock', 'random'], version })
      runs.push(await dryRunOf(id))
    }
    const [first, second] = runs
    assert.equal(first!.outcome, 'ok', first!.error ?? '')
    assert.isAbove(first!.fuel, 0)
    assert.equal(first!.fuel, second!.fuel)
    assert.equal(
      Object.values(first!.calls).reduce((sum, n) => sum + n, 0),
      4
    )
    assert.equal(await db.from('plugin_kv').where('key', 'seen').first(), null)
  })

  test('a host that the manifest does not name is told, one that it names is not; nothing is sent', async ({ assert }) => {
    const body = `for (const url of ['https://api.example.com/a', 'https://evil.example.net/b']) {
      try { await fetch(url) } catch {}
    }
    return { discounts: [] }`
    const { id } = await publishScript({ body, imports: ['fetch'], capabilities: ['http'], hosts: ['api.example.com'] })
    assert.deepEqual((await dryRunOf(id)).hosts, ['api.example.com', 'evil.example.net'])
    const { findings, outcome } = await scanOf(id)
    assert.deepEqual(findings, [
      { code: 'host_not_declared', severity: 'warning', params: { hook: 'discount@1', host: 'evil.example.net' } },
    ])
    assert.equal(outcome, 'warning')
  })

  for (const [what, body, outcome] of [
    ['never ends', 'for (;;) {}', 'fuel_exhausted'],
    ['throws', "throw new Error('not like this')", 'trap'],
    ['answers nonsense', "return { discounts: 'many' }", 'invalid_output'],
  ] as const) {
    test(`a hook that ${what} is a finding and no failure of the upload`, async ({ assert }) => {
      const { id, status } = await publishScript({ body })
      assert.equal(status, 'pending_review')
      assert.equal((await dryRunOf(id)).outcome, outcome)
      const { findings } = await scanOf(id)
      assert.deepInclude(findings[0], { code: 'dry_run_failed', severity: 'info' })
    })
  }

  test('what a plugin writes that no database keeps is kept without it', async ({ assert }) => {
    const odd = String.raw`'https://x' + '\u0000' + '\ud800' + '.example.net'`
    const { id } = await publishScript({
      body: `try { await fetch(${odd}) } catch {}; throw new Error(${odd})`,
      imports: ['fetch'],
      capabilities: ['http'],
    })
    const { outcome, error, calls } = await dryRunOf(id)
    assert.equal(outcome, 'trap')
    assert.include(error!, 'example.net')
    assert.deepEqual(calls, { http_fetch: 1 })
  })

  test('a host that is too busy refuses the upload, to come again; nothing is kept', async ({ assert }) => {
    const name = pluginName('busy')
    const refused = await whileCallsEnd('overloaded', () => publishScript({ name }).catch((error: unknown) => error))
    assert.instanceOf(refused, ScannerUnavailable)
    assert.isEmpty(await db.from('plugins').where({ name }))
    assert.equal((await publishScript({ name })).status, 'pending_review')
  })

  test('a host that dies leaves the version without a result; it is scanned again and goes on', async ({ assert }) => {
    const { id, status } = await whileCallsEnd('host_crashed', () => publishScript())
    assert.equal(status, 'errored')
    assert.equal((await scanOf(id)).outcome, 'errored')
    const retry = await app.container.make(RetryScan)
    await Promise.all([retry.handle(id), retry.handle(id)])
    assert.equal(await statusOf(id), 'pending_review')
    assert.deepInclude(await scanOf(id), { outcome: 'pass', kind: 'retry', decision: 'review' })
    assert.lengthOf(await db.from('scans').where('version_id', id), 2)
  })

  test('a version under which the host dies each time is left to a person after three scans', async ({ assert }) => {
    const { id } = await whileCallsEnd('host_crashed', () => publishScript())
    const retry = await app.container.make(RetryScan)
    const retried = () => whileCallsEnd('host_crashed', () => retry.handle(id))
    await retried()
    assert.equal(await statusOf(id), 'errored')
    await retried()
    assert.equal(await statusOf(id), 'pending_review')
    assert.include((await scanOf(id)).codes, 'dry_run_crashed')
  })
})

test.group('Scan of an upload', () => {
  test('a secret in script, manifest or readme is found and kept masked', async ({ assert }) => {
    const key = `AKIA${'Q3XW7ZB2MNE5TYRV'}`
    const { id } = await publishScript({ head: `const key = '${key}'`, says: { readme: `# It\n\nUse ${key}.` } })
    const { findings, codes } = await scanOf(id)
    assert.deepEqual(codes, ['secret_likely', 'secret_likely'])
    assert.deepEqual(findings.map(({ params }) => params.where).sort(), ['module', 'readme'])
    const kept = await db.from('scan_findings').join('scans', 'scans.id', 'scan_findings.scan_id').where('version_id', id)
    assert.notInclude(JSON.stringify(kept), key)
  })

  test('more permissions than before are told, against the version before and the newest', async ({ assert }) => {
    const first = await publishScript({ version: '1.0.0' })
    await approve(first.id)
    const { user, name } = first
    const clock = { imports: ['now'], capabilities: ['clock'], body: 'await now(); return { discounts: [] }' }
    const newest = await publishScript({ user, name, version: '2.0.0', ...clock })
    await approve(newest.id)
    assert.deepEqual((await scanOf(newest.id)).findings, [
      { code: 'capability_added', severity: 'info', params: { version: '1.0.0', names: 'clock' } },
    ])
    const patch = await publishScript({ user, name, version: '1.0.1', capabilities: ['http'], hosts: ['a.example.com'] })
    const { findings } = await scanOf(patch.id)
    const added = findings.filter(({ code }) => code.startsWith('capability_') && code !== 'capability_not_used')
    assert.deepEqual(
      added.map(({ code, params }) => [code, params.names]),
      [
        ['capability_added', 'http, host:a.example.com'],
        ['capability_beyond_newest', 'http, host:a.example.com'],
      ]
    )
  })

  test('a near copy of what was taken down is known, under whatever name; others are not taken for one', async ({ assert }) => {
    const bad = await publishScript({ head: LONG })
    await approve(bad.id)
    await withdraw({ actor: actorOf(await moderator()), pluginId: bad.pluginId, act: 'take_down' })
    const copy = await publishScript({ head: LONG.replace('part7 ', 'part7 /* mine */ ') })
    assert.deepInclude((await scanOf(copy.id)).findings[0], { code: 'resembles_removed', severity: 'warning' })
    const other = await publishScript({ head: LONG.replaceAll(/\d+/g, (digits) => String(Number(digits) * 31 + 5)) })
    assert.notInclude((await scanOf(other.id)).codes, 'resembles_removed')
  })

  test('a new name near a popular one is told; a new version of the popular one is not', async ({ assert }) => {
    const name = pluginName('mailing-list')
    const popular = await publishScript({ name })
    await approve(popular.id)
    await db.from('plugins').where('id', popular.pluginId).update({ downloads_total: 5_000 })
    const twin = await publishScript({ name: name.replace('mailing', 'maling') })
    assert.deepEqual((await scanOf(twin.id)).findings, [{ code: 'name_near_popular', severity: 'warning', params: { plugin: name } }])
    const next = await publishScript({ user: popular.user, name, version: '1.1.0' })
    assert.deepEqual((await scanOf(next.id)).codes, [])
    await db.from('plugins').where('id', popular.pluginId).update({ downloads_total: 0 })
  })
})
