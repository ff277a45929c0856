import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { PluginWithdrawn } from '#registry/exceptions/refusals'
import { InstallVersion } from '#registry/actions/install_version'
import UpdateInstallations from '#registry/jobs/update_installations'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { SteerUpdates } from '#runtime/actions/steer_updates'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { make } from '#tests/support/plugin_runs'
import { createTenant, createUser } from '#tests/support/users'
import type { DomainEvent } from '#core/outbox/event'

/** Publishes as the registry does and runs the job that its event wakes. */
async function plugin() {
  const { user } = await createUser({ platform: ['user'] })
  const name = pluginName()
  const job = await make(UpdateInstallations)
  let salt = 0
  const publish = async (version: string, spec: { usesClock?: boolean } = {}) => {
    await releasePlugin(user, { name, version, salt: salt++, ...spec })
    const { id } = await db.from('plugins').where('name', name).firstOrFail()
    const events = await db.from('outbox').where({ name: 'registry.version_published.v1', aggregate_id: id }).orderBy('id')
    const event = events.find(({ payload }: { payload: { version: string } }) => payload.version === version) as DomainEvent<{
      plugin_id: string
    }>
    await job.handle(event)
    await job.handle(event)
  }
  return { name, publish }
}

async function installed(name: string, steer: { isPinned?: boolean; channel?: 'stable' | 'beta' } = {}) {
  const tenant = await createTenant()
  const actor = systemActor('test', tenant.id)
  const install = await make(InstallVersion)
  const installation = await install.handle({ actor, tenantId: tenant.id, plugin: name, consent: [] })
  return (await make(SteerUpdates)).handle({ actor, installation, ...steer })
}

const versionsOf = (list: Installation[]) => Promise.all(list.map(async (one) => (await findInstallation(one)).version))

test.group('A published version reaches installations by their channel', () => {
  test('stable follows stable, beta also prereleases, a pinned one nothing', async ({ assert }) => {
    const { name, publish } = await plugin()
    await publish('1.0.0')
    const list = [
      await installed(name),
      await installed(name, { channel: 'beta' }),
      await installed(name, { isPinned: true, channel: 'beta' }),
    ]
    await publish('1.1.0-beta.1')
    assert.deepEqual(await versionsOf(list), ['1.0.0', '1.1.0-beta.1', '1.0.0'])
    await publish('1.1.0')
    assert.deepEqual(await versionsOf(list), ['1.1.0', '1.1.0', '1.0.0'])
    await publish('1.0.5')
    assert.deepEqual(await versionsOf(list), ['1.1.0', '1.1.0', '1.0.0'])
    const told = await db.from('outbox').where({ name: 'runtime.plugin_updated.v1', aggregate_id: list[0]!.id })
    assert.lengthOf(told, 1)
    assert.include(told[0].payload, { by: 'system', is_automatic: true })
  })

  test('one that asks for more waits; the next, which does not, is installed', async ({ assert }) => {
    const { name, publish } = await plugin()
    await publish('1.0.0')
    const installation = await installed(name)
    await publish('2.0.0', { usesClock: true })
    const waiting = await findInstallation(installation)
    assert.equal(waiting.version, '1.0.0')
    assert.equal(waiting.waitingRelease!.version, '2.0.0')
    await publish('2.0.1')
    const moved = await findInstallation(installation)
    assert.equal(moved.version, '2.0.1')
    assert.isNull(moved.waitingRelease)
  })

  test('one that was unpinned, or changed its channel, catches up without a new version', async ({ assert }) => {
    const { name, publish } = await plugin()
    await publish('1.0.0')
    const [pinned, stable] = [await installed(name, { isPinned: true }), await installed(name)]
    await publish('1.1.0')
    await publish('1.2.0-rc.1')
    const steer = await make(SteerUpdates)
    await steer.handle({ actor: systemActor('test'), installation: pinned, isPinned: false })
    await steer.handle({ actor: systemActor('test'), installation: stable, channel: 'beta' })
    assert.deepEqual(await versionsOf([pinned, stable]), ['1.0.0', '1.1.0'])
    await (await make(UpdateInstallations)).handle(null)
    assert.deepEqual(await versionsOf([pinned, stable]), ['1.1.0', '1.2.0-rc.1'])
  })

  test('a version that was hidden from everybody is nothing to go back to', async ({ assert }) => {
    const { name, publish } = await plugin()
    await publish('1.0.0')
    const installation = await installed(name)
    await publish('1.1.0')
    const old = await db.from('plugin_versions').where('id', installation.versionId).firstOrFail()
    const quarantine = await make(QuarantineVersion)
    await quarantine.handle({ actor: systemActor('test'), versionId: old.id, reasonCode: 'malicious', publicReason: 'It phones home' })
    const update = await make(UpdatePlugin)
    await assert.rejects(() => update.rollBack({ actor: systemActor('test'), installation }), PluginWithdrawn)
    assert.deepEqual(await versionsOf([installation]), ['1.1.0'])
  })
})
