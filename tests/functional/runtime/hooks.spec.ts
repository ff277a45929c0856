import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { callHook } from '#runtime/hooks/call_hook'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { systemActor } from '#core/actor'
import { findInstallation } from '#runtime/installations/installation'
import { listRuns } from '#runtime/queries/list_runs'
import { createTenant } from '#tests/support/users'
import { hostileFolder, installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { waitFor } from '#tests/support/wait_for'
import type { Hook } from '#runtime/hooks/define_hook'

type Lines = { lines: { line: string; quantity: number }[] }
type Answer = { discounts: { line: string; percent: number; label: string }[] }

/** The shape of the shop's discount hook, not registered: the domain that owns it does that. */
const discount: Hook<Lines, Answer> = {
  ...{ name: 'discount', version: 1, id: 'discount@1', exportName: 'discount_v1' },
  ...{ title: 'Discounts', summary: 'Asked for a cart', combine: 'All are kept', kind: 'function' },
  example: { input: { lines: [] }, output: { discounts: [] } },
  // As long as a job: a busy machine must not make these tests fail.
  ...{ mode: 'job', deadlineMs: 20_000, fuel: 50_000_000, failure: 'open', sideEffects: false },
  input: { type: 'object' },
  output: {
    type: 'object',
    required: ['discounts'],
    properties: { discounts: { type: 'array', items: { type: 'object', required: ['line', 'percent', 'label'] } } },
  },
}
const cart: Lines = {
  lines: [
    { line: 'a', quantity: 12 },
    { line: 'b', quantity: 1 },
  ],
}

test.group('Hooks', (group) => {
  // Rows are committed: the plugin host and the run recorder work outside of any test's transaction.
  group.each.teardown(switchOffAllPlugins)

  test("asks the tenant's own plugins and the platform's, never another tenant's", async ({ assert }) => {
    const [own, foreign] = [await createTenant(), await createTenant()]
    const mine = await installAndEnable(pluginFolder('volume-discount'), own.id)
    const theirs = await installAndEnable(pluginFolder('volume-discount'), foreign.id)
    const platform = await installAndEnable(pluginFolder('volume-discount'), null)
    const answers = await callHook(discount, { tenantIds: [own.id], input: cart })
    assert.deepEqual(
      answers.map(({ installationId }) => installationId),
      [mine.id, platform.id]
    )
    assert.notInclude(
      answers.map(({ installationId }) => installationId),
      theirs.id
    )
    assert.deepEqual(answers[0]!.output, { discounts: [{ line: 'a', percent: 5, label: '−5 % × 10+' }] })
    assert.equal(answers[0]!.pluginName, 'volume-discount')
  })

  test('gives each installation its own input, or none', async ({ assert }) => {
    const [one, two] = [await createTenant(), await createTenant()]
    await installAndEnable(pluginFolder('volume-discount'), one.id)
    await installAndEnable(pluginFolder('volume-discount'), two.id)
    const answers = await callHook(discount, {
      tenantIds: [one.id, two.id],
      input: ({ tenantId }) => (tenantId === one.id ? { lines: [{ line: 'mine', quantity: 99 }] } : null),
    })
    assert.lengthOf(answers, 1)
    assert.equal(answers[0]!.output.discounts[0]!.line, 'mine')
  })

  test('gives each installation its own settings, many calls at once', async ({ assert }) => {
    const configure = await app.container.make(ConfigurePlugin)
    const tenants = await Promise.all(Array.from({ length: 5 }, () => createTenant()))
    for (const [i, { id }] of tenants.entries()) {
      const installation = await installAndEnable(pluginFolder('volume-discount'), id)
      await configure.handle({ actor: systemActor('test', id), installation, settings: { threshold: 2, percent: i + 1 } })
    }
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => callHook(discount, { tenantIds: [tenants[i % 5]!.id], input: cart }))
    )
    assert.deepEqual(
      answers.map(([answer]) => answer!.output.discounts[0]!.percent),
      answers.map((_, i) => (i % 5) + 1)
    )
  })

  test('one that loops and one that eats memory do not keep a good one from answering, and are switched off', async ({ assert }) => {
    const tenant = await createTenant()
    const loops = await installAndEnable(hostileFolder('loops-forever'), tenant.id)
    const eats = await installAndEnable(hostileFolder('eats-memory'), null)
    const good = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    for (let call = 0; call < 3; call++) {
      const answers = await callHook(discount, { tenantIds: [tenant.id], input: cart })
      assert.deepEqual(
        answers.map(({ installationId }) => installationId),
        [good.id]
      )
    }
    const closed = await waitFor('both breakers to open', async () => {
      const states = await Promise.all([loops, eats].map(findInstallation))
      return states.every(({ breakerState }) => breakerState === 'open') ? states : null
    })
    assert.include(closed[0]!.breakerReason!, 'Limit fuel')
    assert.include(closed[1]!.breakerReason!, 'memory')
    assert.isFalse(closed[0]!.isEnabled)
    const untouched = await findInstallation(good)
    assert.isTrue(untouched.isEnabled)
    const events = await db.from('outbox').where('name', 'runtime.plugin_disabled.v1').whereIn('aggregate_id', [loops.id, eats.id])
    assert.deepEqual(
      events.map(({ payload }: { payload: { by: string } }) => payload.by),
      ['breaker', 'breaker']
    )
    const audited = await db.from('audit_log').where({ action: 'runtime.plugin_disabled', target_id: loops.id })
    assert.lengthOf(audited, 1)
  })

  test('a plugin that was switched off is not asked; switched on again it is', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    await db.from('plugin_installations').where('id', installation.id).update({ is_enabled: false })
    const enable = await app.container.make(EnablePlugin)
    const { EnabledInstallations } = await import('#runtime/installations/enabled_installations')
    const enabled = await app.container.make(EnabledInstallations)
    enabled.forget()
    assert.lengthOf(await callHook(discount, { tenantIds: [tenant.id], input: cart }), 0)
    await enable.handle({ actor: systemActor('test', tenant.id), installation })
    assert.lengthOf(await callHook(discount, { tenantIds: [tenant.id], input: cart }), 1)
  })

  test('an answer of another shape is a failure of the plugin', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    const strict = { ...discount, output: { type: 'object', required: ['something_else'] } }
    assert.lengthOf(await callHook(strict, { tenantIds: [tenant.id], input: cart }), 0)
    await assert.rejects(
      () => callHook({ ...strict, failure: 'closed' as const }, { tenantIds: [tenant.id], input: cart }),
      /did not answer/
    )
    const recorder = await app.container.make(RunRecorder)
    await recorder.flush()
    const runs = await listRuns({ installationId: installation.id, limit: 10 })
    assert.deepEqual(
      runs.data.map(({ outcome }) => outcome),
      ['invalid_output', 'invalid_output']
    )
  })

  test('every run is recorded with fuel and duration', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    await callHook(discount, { tenantIds: [tenant.id], input: cart })
    const recorder = await app.container.make(RunRecorder)
    await recorder.flush()
    const { data } = await listRuns({ installationId: installation.id, limit: 10 })
    assert.lengthOf(data, 1)
    assert.include(data[0], { outcome: 'ok', hook: 'discount@1', tenant_id: tenant.id, digest: installation.digest })
    assert.isAbove(data[0]!.fuel, 0)
    assert.isAbove(data[0]!.duration_us, 0)
  })
})
