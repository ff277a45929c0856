import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { MASK } from '#runtime/runs/mask'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { buildPlugin } from '#runtime/build/build_plugin'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { GATE_VERSION } from '#runtime/gate/gate_limits'
import { findInstallation, listInstallations } from '#runtime/installations/installation'
import { createTenant } from '#tests/support/users'
import { pluginFolder, releaseFrom, switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { PluginRelease } from '#runtime/installations/release'

const actor = systemActor('test')
const make = <Service>(service: new (...parts: never[]) => Service) => app.container.make(service as never) as Promise<Service>

async function volumeDiscount(overrides: Partial<PluginRelease> = {}) {
  const built = await buildPlugin(pluginFolder('volume-discount'))
  return { release: releaseFrom(built, overrides), loadArtifact: () => Promise.resolve(built.wasm) }
}

async function install(tenantId: string | null, overrides: Partial<PluginRelease> = {}) {
  const { release, loadArtifact } = await volumeDiscount(overrides)
  const action = await make(InstallPlugin)
  return action.handle({ actor, tenantId, release, consent: release.manifest.capabilities, loadArtifact })
}

const withClock = async (overrides: Partial<PluginRelease> = {}): Promise<PluginRelease> => {
  const { release } = await volumeDiscount()
  return { ...release, version: '2.0.0', manifest: { ...release.manifest, capabilities: ['clock'] }, ...overrides }
}

test.group('Installing plugins', () => {
  test('installs switched off, with the defaults of the schema, told and audited', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    assert.isFalse(installation.isEnabled)
    assert.deepEqual(installation.settings, { threshold: 10, percent: 5 })
    assert.deepEqual(installation.grantedCapabilities, [])
    const [event] = await db.from('outbox').where({ name: 'runtime.plugin_installed.v1', aggregate_id: installation.id })
    assert.equal(event.tenant_id, tenant.id)
    assert.equal(event.payload.plugin_name, 'volume-discount')
    const audited = await db.from('audit_log').where({ action: 'runtime.plugin_installed', target_id: installation.id })
    assert.lengthOf(audited, 1)
  })

  test('needs consent to exactly what the version asks for', async ({ assert }) => {
    const tenant = await createTenant()
    const { loadArtifact } = await volumeDiscount()
    const release = await withClock()
    const action = await make(InstallPlugin)
    const refused = { actor, tenantId: tenant.id, release, loadArtifact }
    await assert.rejects(() => action.handle({ ...refused, consent: [] }), /needs consent to: clock/)
    await assert.rejects(() => action.handle({ ...refused, consent: ['clock', 'everything'] }), /needs consent/)
    assert.lengthOf((await listInstallations(tenant.id)).data, 0)
    const installation = await action.handle({ ...refused, consent: ['clock'] })
    assert.deepEqual(installation.grantedCapabilities, ['clock'])
  })

  test('once for each tenant, once for the platform', async ({ assert }) => {
    const pluginId = newId()
    const [one, two] = [await createTenant(), await createTenant()]
    await install(one.id, { pluginId })
    await install(two.id, { pluginId })
    await install(null, { pluginId })
    await assert.rejects(() => install(one.id, { pluginId }), /installed already/)
    await assert.rejects(() => install(null, { pluginId }), /installed already/)
  })

  test('a module that is not the one that was published, or does not pass the gate, is not installed', async ({ assert }) => {
    const tenant = await createTenant()
    const { release } = await volumeDiscount()
    const action = await make(InstallPlugin)
    const input = { actor, tenantId: tenant.id, consent: [], release: { ...release, digest: 'a'.repeat(64) } }
    const { wasm } = await buildPlugin(pluginFolder('happy-hours'))
    await assert.rejects(() => action.handle({ ...input, loadArtifact: () => Promise.resolve(wasm) }), /not the one that was published/)
    assert.lengthOf((await listInstallations(tenant.id)).data, 0)
  })

  test('keeps the gated module by digest and version of the gate', async ({ assert }) => {
    const tenant = await createTenant()
    const { digest } = await install(tenant.id)
    const rows = await db.from('gated_modules').where({ digest, gate_version: GATE_VERSION })
    assert.lengthOf(rows, 1)
  })
})

test.group('Configuring and switching plugins', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('takes settings that fit the schema and names each field that does not', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    const configure = await make(ConfigurePlugin)
    const configured = await configure.handle({ actor, installation, settings: { threshold: 3, percent: 12.5 } })
    assert.deepEqual(configured.settings, { threshold: 3, percent: 12.5 })
    try {
      await configure.handle({ actor, installation, settings: { threshold: 1, percent: 'much', extra: true } })
      assert.fail('refused settings were taken')
    } catch (error) {
      assert.instanceOf(error, PluginSettingsInvalid)
      assert.sameMembers(
        (error as PluginSettingsInvalid).messages.map(({ field }) => field),
        ['threshold', 'percent', 'extra']
      )
    }
    const unchanged = await findInstallation(installation)
    assert.deepEqual(unchanged.settings, { threshold: 3, percent: 12.5 })
  })

  test("another tenant's installation is absent: it can be neither seen nor changed", async ({ assert }) => {
    const [own, foreign] = [await createTenant(), await createTenant()]
    const installation = await install(foreign.id)
    const key = { id: installation.id, tenantId: own.id }
    await assert.rejects(() => findInstallation(key), /no such installation/)
    const [configure, enable, disable, uninstall] = await Promise.all([
      make(ConfigurePlugin),
      make(EnablePlugin),
      make(DisablePlugin),
      make(UninstallPlugin),
    ])
    await assert.rejects(() => configure.handle({ actor, installation: key, settings: {} }), /no such installation/)
    await assert.rejects(() => enable.handle({ actor, installation: key }), /no such installation/)
    await assert.rejects(() => disable.handle({ actor, installation: key }), /no such installation/)
    await assert.rejects(() => uninstall.handle({ actor, installation: key }), /no such installation/)
    await assert.rejects(() => enable.handle({ actor, installation: { ...key, tenantId: null } }), /no such installation/)
    const enabled = await enable.handle({ actor, installation })
    assert.isTrue(enabled.isEnabled)
  })

  test('switching on and off twice is told once', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    const [enable, disable] = await Promise.all([make(EnablePlugin), make(DisablePlugin)])
    await enable.handle({ actor, installation })
    await enable.handle({ actor, installation })
    await disable.handle({ actor, installation, reason: 'closed for the holidays' })
    await disable.handle({ actor, installation })
    const events = await db.from('outbox').where('aggregate_id', installation.id).orderBy('seq')
    assert.deepEqual(
      events.map(({ name }: { name: string }) => name),
      ['runtime.plugin_installed.v1', 'runtime.plugin_enabled.v1', 'runtime.plugin_disabled.v1']
    )
    assert.equal(events[2].payload.reason, 'closed for the holidays')
  })

  test('is not switched on while its settings are incomplete; the audit log masks those that sound secret', async ({ assert }) => {
    const tenant = await createTenant()
    const { release } = await volumeDiscount()
    const settings = {
      type: 'object' as const,
      additionalProperties: false as const,
      required: ['key'],
      properties: { key: { type: 'string' as const }, api_token: { type: 'string' as const } },
    }
    const installation = await install(tenant.id, { manifest: { ...release.manifest, settings } })
    const [enable, configure] = await Promise.all([make(EnablePlugin), make(ConfigurePlugin)])
    await assert.rejects(() => enable.handle({ actor, installation }), /settings do not fit/)
    await configure.handle({ actor, installation, settings: { key: 'value', api_token: 'not for the log' } })
    const enabled = await enable.handle({ actor, installation })
    assert.isTrue(enabled.isEnabled)
    const audited = await db.from('audit_log').where({ action: 'runtime.plugin_configured', target_id: installation.id }).firstOrFail()
    assert.deepEqual(audited.after, { settings: { key: 'value', api_token: MASK } })
  })

  test('uninstalled is gone, and can be installed again', async ({ assert }) => {
    const tenant = await createTenant()
    const pluginId = newId()
    const installation = await install(tenant.id, { pluginId })
    const uninstall = await make(UninstallPlugin)
    await uninstall.handle({ actor, installation })
    assert.lengthOf((await listInstallations(tenant.id)).data, 0)
    await install(tenant.id, { pluginId })
    assert.lengthOf((await listInstallations(tenant.id)).data, 1)
  })
})

test.group('Updating plugins', () => {
  test('a version that asks for nothing more replaces the old one and keeps its settings', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    const [configure, update] = await Promise.all([make(ConfigurePlugin), make(UpdatePlugin)])
    await configure.handle({ actor, installation, settings: { threshold: 4, percent: 7 } })
    const { release } = await volumeDiscount({ pluginId: installation.pluginId, version: '1.1.0' })
    const updated = await update.handle({ actor, installation, release })
    assert.equal(updated.version, '1.1.0')
    assert.deepEqual(updated.settings, { threshold: 4, percent: 7 })
    assert.equal(updated.lastGoodRelease!.version, '1.0.0')
  })

  test('a version that wants more waits until somebody agrees', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    const update = await make(UpdatePlugin)
    const release = await withClock({ pluginId: installation.pluginId })
    const waiting = await update.handle({ actor, installation, release })
    assert.equal(waiting.version, '1.0.0')
    assert.equal(waiting.waitingRelease!.version, '2.0.0')
    assert.deepEqual(waiting.grantedCapabilities, [])
    const [event] = await db.from('outbox').where({ name: 'runtime.plugin_update_waiting.v1', aggregate_id: installation.id })
    assert.deepEqual(event.payload.capabilities, ['clock'])
    const updated = await update.handle({ actor, installation, release, consent: ['clock'] })
    assert.equal(updated.version, '2.0.0')
    assert.deepEqual(updated.grantedCapabilities, ['clock'])
    assert.isNull(updated.waitingRelease)
  })

  test('another plugin never takes its place', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    const update = await make(UpdatePlugin)
    const { release } = await volumeDiscount({ version: '1.1.0' })
    await assert.rejects(() => update.handle({ actor, installation, release }), /another plugin/)
    const unchanged = await findInstallation(installation)
    assert.equal(unchanged.version, '1.0.0')
  })

  test('goes back to the version before, and only where there was one', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await install(tenant.id)
    const update = await make(UpdatePlugin)
    await assert.rejects(() => update.rollBack({ actor, installation }), /No earlier version/)
    const { release } = await volumeDiscount({ pluginId: installation.pluginId, version: '1.1.0' })
    await update.handle({ actor, installation, release })
    const back = await update.rollBack({ actor, installation })
    assert.equal(back.version, '1.0.0')
    assert.equal(back.lastGoodRelease!.version, '1.1.0')
  })
})
