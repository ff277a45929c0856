import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Settings } from '#core/settings/settings'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import { callHook } from '#runtime/hooks/call_hook'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { PluginHost } from '#runtime/host/plugin_host'
import { findInstallation } from '#runtime/installations/installation'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { readUsedToday } from '#runtime/quotas/used_today'
import { countQueries } from '#tests/support/statements'
import { createTenant } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installVolumeDiscount, make, recordRuns, runOf, volumeDiscount } from '#tests/support/plugin_runs'
import type { Hook } from '#runtime/hooks/define_hook'

/** The shape of the shop's discount hook, with time enough for a busy machine. */
const discount = {
  ...{ name: 'discount', version: 1, id: 'discount@1', exportName: 'discount_v1', mode: 'job', deadlineMs: 20_000 },
  ...{ fuel: 50_000_000, failure: 'open', sideEffects: false, input: { type: 'object' }, output: { type: 'object' } },
} as unknown as Hook

const setting = async (key: string, value: unknown) => (await make(Settings)).set(systemActor('test'), key, value)

async function enabled(tenantId: string | null) {
  const installation = await installVolumeDiscount(tenantId)
  const [enable, host] = [await make(EnablePlugin), await make(PluginHost)]
  await host.whenReady()
  return enable.handle({ actor: systemActor('test', tenantId), installation })
}

const ask = async (tenantId: string) => (await callHook(discount, { tenantIds: [tenantId], input: { lines: [] } })).length
const toldOf = async (tenantId: string) => {
  const rows = await db.from('outbox').where({ name: 'tenancy.quota_near.v1', aggregate_id: tenantId }).orderBy('seq')
  return rows.map(({ payload: { quota, level } }) => ({ quota, level }))
}
const forget = async () => (await make(PlanQuotas)).forget()

test.group('Quotas by plan', (group) => {
  group.each.teardown(async () => {
    await setting('runtime.runs_per_day_free', 100_000)
    await setting('runtime.fuel_per_day_free', 500_000_000_000)
    await setting('runtime.installations_free', 20)
    await forget()
    await switchOffAllPlugins()
  })

  test('a used-up quota keeps plugins from being asked, counts against none, and is told once', async ({ assert }) => {
    const [tenant, other] = [await createTenant(), await createTenant()]
    const installation = await enabled(tenant.id)
    await enabled(other.id)
    await recordRuns(runOf(installation), runOf(installation))
    await setting('runtime.runs_per_day_free', 3)
    await forget()
    assert.equal(await ask(tenant.id), 1)
    for (let i = 0; i < 5; i++) assert.equal(await ask(tenant.id), 0)
    assert.equal(await ask(other.id), 1)
    await (await make(RunRecorder)).flush()

    const outcomes = await db.from('plugin_runs').where('installation_id', installation.id).orderBy('id').select('outcome')
    assert.sameMembers(
      outcomes.map(({ outcome }) => outcome),
      ['ok', 'ok', 'ok', 'quota_exceeded']
    )
    assert.isTrue((await findInstallation(installation)).isEnabled)
    assert.equal((await readUsedToday(db, tenant.id)).runs, 3)
    assert.deepEqual(await toldOf(tenant.id), [{ quota: 'plugin_runs', level: 100 }])
    assert.isEmpty(await toldOf(other.id))
  })

  test('what is nearly used up is told before anybody is refused, each level once a day', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await enabled(tenant.id)
    await setting('runtime.runs_per_day_free', 10)
    await setting('runtime.fuel_per_day_free', 5_000)
    await recordRuns(...Array.from({ length: 7 }, () => runOf(installation, { fuel: 1 })))
    await forget()
    const ran = async (fuel: number) => {
      await (await make(PlanQuotas)).refusal(tenant.id)
      await recordRuns(runOf(installation, { fuel }))
    }
    assert.isEmpty(await toldOf(tenant.id))
    await ran(1)
    await ran(1)
    assert.deepEqual(await toldOf(tenant.id), [{ quota: 'plugin_runs', level: 80 }])
    await ran(4_000)
    assert.deepEqual(await toldOf(tenant.id), [
      { quota: 'plugin_runs', level: 80 },
      { quota: 'plugin_runs', level: 100 },
      { quota: 'plugin_fuel', level: 80 },
    ])
  })

  test('fuel counts as well, and a plan that includes more is felt', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await enabled(tenant.id)
    await setting('runtime.fuel_per_day_free', 5_000)
    await recordRuns(runOf(installation, { fuel: 5_000 }))
    await forget()
    assert.equal(await ask(tenant.id), 0)
    await tenant.merge({ plan: 'PRO' }).save()
    await forget()
    assert.equal(await ask(tenant.id), 1)
  })

  test("the platform's own plugins have no quota", async ({ assert }) => {
    const tenant = await createTenant()
    await enabled(null)
    await setting('runtime.runs_per_day_free', 0)
    await forget()
    assert.equal(await ask(tenant.id), 1)
  })

  test('asking whether a call is allowed costs no query', async ({ assert }) => {
    const tenant = await createTenant()
    const quotas = await make(PlanQuotas)
    await quotas.refusal(tenant.id)
    const queries = await countQueries(async () => {
      for (let i = 0; i < 100; i++) assert.isNull(await quotas.refusal(tenant.id))
    })
    assert.equal(queries, 0)
  })

  test('no more plugins are installed than the plan allows, also by two at once', async ({ assert }) => {
    const tenant = await createTenant()
    const first = await installVolumeDiscount(tenant.id)
    await setting('runtime.installations_free', 2)
    const install = await make(InstallPlugin)
    const { release, loadArtifact } = await volumeDiscount()
    const actor = systemActor('test', tenant.id)
    const another = () =>
      install.handle({
        actor,
        tenantId: tenant.id,
        release: { ...release, pluginId: newId() },
        consent: release.manifest.capabilities,
        loadArtifact,
      })
    const results = await Promise.allSettled([another(), another(), another()])
    assert.lengthOf(
      results.filter(({ status }) => status === 'fulfilled'),
      1
    )
    const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    assert.match((refused.reason as Error).message, /allows 2 installed plugins/)
    await (await make(UninstallPlugin)).handle({ actor, installation: first })
    await another()
    const { installations } = await readUsedToday(db, tenant.id)
    assert.equal(installations, 2)
  })
})
