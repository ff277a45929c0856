import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Settings } from '#core/settings/settings'
import { Metrics } from '#core/metrics/metrics'
import { systemActor } from '#core/actor'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { Breaker } from '#runtime/hooks/breaker'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { TellQuota } from '#tenancy/quotas/tell_quota'
import { BlankSecrets } from '#runtime/runs/blank_secrets'
import { createTenant } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installVolumeDiscount, make, runOf } from '#tests/support/plugin_runs'

/** What another process has: a recorder and a breaker of its own. */
async function anotherProcess() {
  const [settings, open] = [await make(Settings), await make(OpenBreaker)]
  const parts = [await make(Metrics), new Breaker(settings, open), await make(PlanQuotas)] as const
  const recorder = new RunRecorder(...parts, settings, await make(BlankSecrets), await make(TellQuota))
  return async (installation: Installation, ...outcomes: string[]) => {
    for (const outcome of outcomes) recorder.record(runOf(installation, { outcome, error: outcome === 'ok' ? null : 'It broke.' }))
    await recorder.flush()
  }
}

async function enabled() {
  const tenant = await createTenant()
  const installation = await installVolumeDiscount(tenant.id)
  return (await make(EnablePlugin)).handle({ actor: systemActor('test', tenant.id), installation })
}

test.group('The breaker over several processes', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('counts what all of them saw, each too little to notice alone', async ({ assert }) => {
    const [one, two, installation] = [await anotherProcess(), await anotherProcess(), await enabled()]
    await one(installation, 'trap')
    await two(installation, 'timeout')
    assert.equal((await findInstallation(installation)).breakerState, 'closed')
    await one(installation, 'trap')
    const opened = await findInstallation(installation)
    assert.equal(opened.breakerState, 'open')
    assert.isFalse(opened.isEnabled)
    assert.equal(opened.breakerReason, '3 failures in a row; the last: trap. It broke.')
    assert.lengthOf(await db.from('outbox').where({ name: 'runtime.plugin_disabled.v1', aggregate_id: installation.id }), 1)
  })

  test('an answer that worked begins the count anew; what the platform did counts for nothing', async ({ assert }) => {
    const [one, two, installation] = [await anotherProcess(), await anotherProcess(), await enabled()]
    await one(installation, 'trap', 'trap')
    await two(installation, 'ok')
    await one(installation, 'overloaded', 'host_crashed', 'quota_exceeded', 'input_too_large')
    await two(installation, 'trap')
    assert.equal((await findInstallation(installation)).breakerState, 'closed')
    await two(installation, 'ok', 'trap', 'trap')
    assert.equal((await findInstallation(installation)).breakerState, 'closed')
  })

  test('who switches it on again begins anew', async ({ assert }) => {
    const [one, two, installation] = [await anotherProcess(), await anotherProcess(), await enabled()]
    await one(installation, 'trap', 'trap', 'trap')
    assert.equal((await findInstallation(installation)).breakerState, 'open')
    await (await make(EnablePlugin)).handle({ actor: systemActor('test'), installation })
    await two(installation, 'trap')
    await one(installation, 'trap')
    const again = await findInstallation(installation)
    assert.equal(again.breakerState, 'closed')
    assert.isTrue(again.isEnabled)
  })
})
