import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RateLimited } from '#identity/exceptions'
import { Settings } from '#core/settings/settings'
import { systemActor } from '#core/actor'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import PruneRuns from '#runtime/jobs/prune_runs'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { findInstallation } from '#runtime/installations/installation'
import { findRun } from '#runtime/queries/find_run'
import { readHealth } from '#runtime/queries/installation_health'
import { ReplayRun } from '#runtime/runs/replay_run'
import { createTenant } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installVolumeDiscount, make, recordRuns, runOf } from '#tests/support/plugin_runs'

const setting = async (key: string, value: unknown) => (await make(Settings)).set(systemActor('test'), key, value)
const runsOf = (installationId: string) => db.from('plugin_runs').where('installation_id', installationId).orderBy('id')

test.group('Samples of runs', (group) => {
  group.each.teardown(async () => {
    await setting('runtime.sample_percent', 1)
    await switchOffAllPlugins()
  })

  test('failures always leave one, successes the share that is set, what the platform did never', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    await setting('runtime.sample_percent', 0)
    await recordRuns()
    const failed = runOf(installation, { outcome: 'trap', output: undefined, error: 'unreachable' })
    await recordRuns(runOf(installation), failed, runOf(installation, { outcome: 'overloaded' }))
    assert.sameDeepMembers(
      (await runsOf(installation.id)).map(({ outcome, has_sample: kept }) => [outcome, kept]),
      [
        ['ok', false],
        ['trap', true],
        ['overloaded', false],
      ]
    )
    await setting('runtime.sample_percent', 100)
    await recordRuns()
    await recordRuns(runOf(installation, { input: { lines: [{ line: 'a' }] } }))
    const last = (await runsOf(installation.id)).find((run) => run.outcome === 'ok' && run.has_sample)
    const run = await findRun(last.id, installation.tenantId)
    assert.deepEqual(JSON.parse(run.input!), { lines: [{ line: 'a' }] })
    assert.deepEqual(JSON.parse(run.output!), { discounts: [] })
    assert.include(run, { version: '1.0.0', fuel_limit: 50_000_000, is_whole: true })
  })

  test('values of the vault are in no sample, log or error, whoever echoed them', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installVolumeDiscount(tenant.id, { secrets: { api_key: { required: true } } })
    const set = await make(SetPluginSecret)
    await set.handle({ actor: systemActor('test', tenant.id), installation, name: 'api_key', value: 'very-secret-value' })
    await recordRuns(
      runOf(installation, {
        outcome: 'failed',
        error: 'Refused: very-secret-value',
        logs: [{ level: 'info', text: 'sent very-secret-value' }],
        input: { said: 'very-secret-value' },
        output: undefined,
        calls: [{ name: 'http_fetch', request: '{}', answer: '{"echo":"very-secret-value"}' }],
      })
    )
    const [{ id }] = await runsOf(installation.id)
    const run = await findRun(id)
    assert.notInclude(JSON.stringify(run), 'very-secret')
    assert.equal(run.error, 'Refused: •••')
    assert.deepEqual(run.host_calls, { http_fetch: 1 })
  })

  test('what was filled in during the run is masked in every spelling, also when it is in the vault no more', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const mask = new SecretMask()
    mask.add('replaced-secret')
    const spelled = [Buffer.from('me:replaced-secret').toString('base64'), encodeURIComponent('replaced-secret'), 'replaced-secret']
    const usage = { http_fetch: { calls: 1, refused: 0, ms: 12.5, bytes_in: 2, bytes_out: 40 } }
    const calls = [{ name: 'http_fetch', request: '{}', answer: JSON.stringify({ echo: spelled }) }]
    const logs = spelled.map((text) => ({ level: 'info' as const, text }))
    await recordRuns(runOf(installation, { outcome: 'failed', error: spelled.join(' '), output: undefined, logs, calls, usage, mask }))
    const [{ id }] = await runsOf(installation.id)
    const run = await findRun(id)
    const kept = JSON.stringify(run)
    assert.notInclude(kept, 'replaced-secret')
    assert.notInclude(kept, Buffer.from('me:replaced-secret').toString('base64').slice(4, 16))
    assert.deepEqual(run.host_usage, usage)
  })

  test('a log that says much is kept in part, and says how much is not', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const logs = Array.from({ length: 100 }, (_, i) => ({ level: 'info' as const, text: `${i} ${'x'.repeat(990)}` }))
    await recordRuns(runOf(installation, { logs }), runOf(installation, { logs: logs.slice(0, 8) }))
    const kept = (await runsOf(installation.id)).map((run) => run.logs as { text: string }[])
    const [whole, cut] = kept.sort((a, b) => a.length - b.length)
    assert.lengthOf(whole!, 8)
    assert.lengthOf(cut!, 9)
    assert.equal(cut!.at(-1)!.text, '… 92 more')
  })

  test('go sooner than the runs they are of', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    await recordRuns(runOf(installation, { outcome: 'trap' }))
    const [{ id }] = await runsOf(installation.id)
    await db
      .from('plugin_run_samples')
      .where('run_id', id)
      .update({ at: db.raw(`now() - interval '4 days'`) })
    const prune = await make(PruneRuns)
    await prune.handle()
    const run = await findRun(id)
    assert.isNull(run.input)
    assert.isNull(run.is_whole)
  })

  test('health tells runs, failures, latency and fuel by the hour', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const slow = runOf(installation, { durationMs: 90, fuel: 45_000_000 })
    await recordRuns(runOf(installation), runOf(installation), runOf(installation, { outcome: 'trap' }), slow)
    const health = await readHealth(installation.id)
    assert.include(health, { runs: 4, failures: 1, p50_us: 1_000, p95_us: 90_000, fuel_median: 1_000, fuel_share: 0.9 })
    assert.isAtLeast(health.hours.length, 1)
    const nobody = await readHealth((await installVolumeDiscount((await createTenant()).id)).id)
    assert.include(nobody, { runs: 0, p50_us: null })
  })
})

test.group('Replaying a run', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('answers the same as then, is recorded nowhere and counts for nothing', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const input = { currency: 'RUB', lines: [{ line: 'a', product_id: 'p', quantity: 12, unit_price: 100 }] }
    await recordRuns(runOf(installation, { outcome: 'timeout', input, output: undefined }))
    const [{ id }] = await runsOf(installation.id)
    const replay = await make(ReplayRun)
    const { version, digest, settings } = installation
    const result = await replay.handle({ run: await findRun(id), release: { version, digest }, settings })
    assert.equal(result.outcome, 'ok')
    assert.include(result.output!, '"percent":5')
    assert.isAbove(result.fuel, 0)
    assert.lengthOf(await runsOf(installation.id), 1)
    assert.equal((await findInstallation(installation)).breakerState, 'closed')
  })

  test('needs the whole input: a run without a sample, or with a cut one, is refused by name', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    await recordRuns(
      runOf(installation, { outcome: 'overloaded' }),
      runOf(installation, { outcome: 'trap', input: { text: 'x'.repeat(9_000) } })
    )
    const runs = await runsOf(installation.id)
    const [without, cut] = ['overloaded', 'trap'].map((outcome) => runs.find((run) => run.outcome === outcome))
    const replay = await make(ReplayRun)
    const again = async (id: string) => replay.handle({ run: await findRun(id), release: installation, settings: {} })
    await assert.rejects(() => again(without.id), /No sample of this run/)
    await assert.rejects(() => again(cut.id), /was cut/)
  })

  test('not more often in a minute than is set', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    await recordRuns(runOf(installation, { outcome: 'trap' }))
    const [{ id }] = await runsOf(installation.id)
    const replay = await make(ReplayRun)
    const run = await findRun(id)
    const again = () => replay.handle({ run, release: installation, settings: installation.settings })
    await setting('runtime.replays_per_minute', 2)
    try {
      await again()
      await again()
      await assert.rejects(again, RateLimited)
    } finally {
      await setting('runtime.replays_per_minute', 20)
    }
  })
})
