import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { PluginHost } from '#runtime/host/plugin_host'
import { callHook } from '#runtime/hooks/call_hook'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { LiveBus } from '#core/live/live_bus'
import { createTenant } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installVolumeDiscount, make, nextRelease } from '#tests/support/plugin_runs'
import { waitFor } from '#tests/support/wait_for'
import type { Hook } from '#runtime/hooks/define_hook'

const discount = {
  ...{ name: 'discount', version: 1, id: 'discount@1', exportName: 'discount_v1', mode: 'job', deadlineMs: 20_000 },
  ...{ fuel: 50_000_000, failure: 'closed', sideEffects: false, input: { type: 'object' }, output: { type: 'object' } },
} as unknown as Hook

test.group('An update while the plugin is asked', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('drops no call, and soon only the new version answers', async ({ assert }) => {
    const tenant = await createTenant()
    const actor = systemActor('test', tenant.id)
    const installation = await installVolumeDiscount(tenant.id)
    await (await make(PluginHost)).whenReady()
    await (await make(EnablePlugin)).handle({ actor, installation })
    const update = await make(UpdatePlugin)
    const versions: string[] = []
    let isOver = false
    const asking = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!isOver) {
          const answers = await callHook(discount, { tenantIds: [tenant.id], input: { lines: [] } })
          assert.lengthOf(answers, 1)
          versions.push(answers[0]!.pluginVersion)
        }
      })
    )
    for (const version of ['1.1.0', '1.2.0', '1.3.0']) {
      await update.handle({ actor, installation, release: nextRelease(installation, version) })
      await waitFor(`${version} to answer`, () => versions.includes(version))
    }
    await update.rollBack({ actor, installation })
    await waitFor('the version before to answer again', () => versions.at(-1) === '1.2.0')
    isOver = true
    await asking
  })

  test('is known to another process at once', async ({ assert }) => {
    const tenant = await createTenant()
    const actor = systemActor('test', tenant.id)
    const other = new EnabledInstallations(await make(LiveBus))
    const installation = await installVolumeDiscount(tenant.id)
    assert.lengthOf(await other.for('discount@1', [tenant.id]), 0)
    await (await make(EnablePlugin)).handle({ actor, installation })
    await waitFor('the other process to ask it', async () => (await other.for('discount@1', [tenant.id])).length === 1)
    await (await make(UpdatePlugin)).handle({ actor, installation, release: nextRelease(installation, '1.1.0') })
    const [seen] = await waitFor('the other process to know the new version', async () => {
      const list = await other.for('discount@1', [tenant.id])
      return list[0]?.version === '1.1.0' ? list : null
    })
    assert.equal(seen!.versionId, (await other.for('discount@1', [tenant.id]))[0]!.versionId)
  })
})
