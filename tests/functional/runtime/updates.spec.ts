import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { SteerUpdates } from '#runtime/actions/steer_updates'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { exportInstallation } from '#runtime/installations/installation_export'
import { findInstallation, listInstallations, type Installation } from '#runtime/installations/installation'
import { readHistory } from '#runtime/queries/installation_history'
import { countWaiting, listWaiting } from '#runtime/queries/list_waiting'
import { createTenant } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installVolumeDiscount, make, nextRelease, recordRuns, runOf } from '#tests/support/plugin_runs'

const actor = systemActor('test')
const KEY = { api_key: { required: true } }
const automatic = async (installation: Installation, release: ReturnType<typeof nextRelease>) =>
  (await make(UpdatePlugin)).handle({ actor, installation, release, isAutomatic: true })
const enable = async (installation: Installation) => (await make(EnablePlugin)).handle({ actor, installation })
const trip = async (installation: Installation) => (await make(OpenBreaker)).handle({ installation, reason: '3 failures in a row' })

test.group('Updates by channel', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('a pinned one stays, an unpinned one moves', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const steer = await make(SteerUpdates)
    const pinned = await steer.handle({ actor, installation, isPinned: true, channel: 'beta' })
    assert.include(pinned, { isPinned: true, channel: 'beta' })
    const release = nextRelease(installation, '1.1.0')
    assert.equal((await automatic(installation, release)).version, '1.0.0')
    await steer.handle({ actor, installation, isPinned: false })
    const moved = await automatic(installation, release)
    assert.include(moved, { version: '1.1.0', versionBy: 'channel' })
    assert.equal(moved.lastGoodRelease!.version, '1.0.0')
    assert.includeMembers(
      (await readHistory(installation.id)).map(({ act }) => act),
      ['installed', 'pinned', 'unpinned', 'channel_changed', 'updated']
    )
  })

  test('what a person would have to say makes it wait: capabilities, hosts, settings, secrets', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installVolumeDiscount(tenant.id)
    const settings = {
      type: 'object' as const,
      additionalProperties: false as const,
      required: ['zone'],
      properties: { zone: { type: 'string' as const } },
    }
    const asking = [{ capabilities: ['clock'] }, { allowed_hosts: ['api.example.com'] }, { settings }, { secrets: KEY }]
    for (const [at, more] of asking.entries()) {
      const waiting = await automatic(installation, nextRelease(installation, `2.${at}.0`, more))
      assert.equal(waiting.version, '1.0.0')
      assert.equal(waiting.waitingRelease!.version, `2.${at}.0`)
      assert.isNotNull(waiting.waitingSince)
    }
    assert.equal(await countWaiting(tenant.id), 1)
    assert.lengthOf(await listWaiting(tenant.id), 1)
    assert.equal(await countWaiting((await createTenant()).id), 0)
    const events = await db.from('outbox').where({ name: 'runtime.plugin_update_waiting.v1', aggregate_id: installation.id }).orderBy('id')
    assert.lengthOf(events, 4)
    assert.include(events[1].payload, { waiting_version: '2.1.0' })
    assert.deepEqual(events[1].payload.capabilities, ['host:api.example.com'])
  })

  test('a default never says which host a plugin may reach: somebody has to agree, or to set it', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const update = await make(UpdatePlugin)
    const hosts = { allowed_hosts: ['setting:endpoint'] }
    const settings = (url: string) => ({
      type: 'object' as const,
      additionalProperties: false as const,
      properties: { endpoint: { type: 'string' as const, default: url } },
    })
    const consent = ['host:setting:endpoint']
    const agreed = await update.handle({ actor, installation, release: nextRelease(installation, '1.1.0', hosts), consent })
    assert.equal(agreed.version, '1.1.0')
    const sly = nextRelease(installation, '1.2.0', { ...hosts, settings: settings('https://evil.example') })
    const waiting = await automatic(installation, sly)
    assert.include(waiting, { version: '1.1.0' })
    assert.equal(waiting.waitingRelease!.version, '1.2.0')
    assert.equal((await update.handle({ actor, installation, release: sly })).version, '1.1.0')
    const set = await update.handle({ actor, installation, release: sly, settings: { endpoint: 'https://shop.example' } })
    assert.include(set, { version: '1.2.0' })
    const later = await automatic(
      installation,
      nextRelease(installation, '1.3.0', { ...hosts, settings: settings('https://worse.example') })
    )
    assert.include(later, { version: '1.3.0' })
    assert.equal(later.settings.endpoint, 'https://shop.example')
  })

  test('what was declined or left by rolling back does not come by itself again; the next one does', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const update = await make(UpdatePlugin)
    const asking = nextRelease(installation, '2.0.0', { capabilities: ['clock'] })
    await automatic(installation, asking)
    await update.decline({ actor, installation })
    assert.isNull((await automatic(installation, asking)).waitingRelease)
    await assert.rejects(() => update.decline({ actor, installation }), /No update of this plugin waits/)

    const bad = nextRelease(installation, '1.1.0')
    await automatic(installation, bad)
    await update.rollBack({ actor, installation })
    assert.equal((await automatic(installation, bad)).version, '1.0.0')
    assert.equal((await automatic(installation, nextRelease(installation, '1.2.0'))).version, '1.2.0')
  })
})

test.group('The last good version', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('one click after a bad automatic update: the version that worked runs again', async ({ assert }) => {
    const installation = await enable(await installVolumeDiscount((await createTenant()).id))
    await automatic(installation, nextRelease(installation, '1.1.0'))
    await trip(installation)
    const [event] = await db.from('outbox').where({ name: 'runtime.plugin_disabled.v1', aggregate_id: installation.id })
    assert.include(event.payload, { by: 'breaker', last_good_version: '1.0.0', is_automatic: true })
    const back = await (await make(UpdatePlugin)).rollBack({ actor, installation })
    assert.include(back, { version: '1.0.0', isEnabled: true, breakerState: 'closed', breakerReason: null })
    assert.isNull(back.lastGoodRelease)
  })

  test('is never one that was switched off for failing', async ({ assert }) => {
    const installation = await enable(await installVolumeDiscount((await createTenant()).id))
    await automatic(installation, nextRelease(installation, '1.1.0'))
    await trip(installation)
    const fixed = await automatic(installation, nextRelease(installation, '1.2.0'))
    assert.equal(fixed.lastGoodRelease!.version, '1.0.0')
    assert.isFalse(fixed.isEnabled)
  })
})

test.group('Secrets that a plugin needs', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('keep it from being switched on until they are set, and are named', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installVolumeDiscount(tenant.id, { secrets: { ...KEY, note: {} } })
    await assert.rejects(() => enable(installation), /must be set first: api_key$/)
    const set = await make(SetPluginSecret)
    await set.handle({ actor, installation, name: 'api_key', value: 'abcdef' })
    assert.isTrue((await enable(installation)).isEnabled)
    const data = await exportInstallation(installation)
    assert.deepEqual(data.secrets, ['api_key'])
    assert.notInclude(JSON.stringify(data), 'abcdef')
  })
})

test.group('Acts at once', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('two updates: one follows the other, the last good version is the one between', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const update = await make(UpdatePlugin)
    const [one, two] = [nextRelease(installation, '1.1.0'), nextRelease(installation, '1.2.0')]
    await Promise.all([one, two].map((release) => update.handle({ actor, installation, release })))
    const after = await findInstallation(installation)
    assert.sameMembers([after.version, after.lastGoodRelease!.version], ['1.1.0', '1.2.0'])
    const versions = (await readHistory(installation.id)).filter(({ act }) => act === 'updated')
    assert.equal(versions[0]!.before!.version, versions[1]!.after!.version)
  })

  test('the same update twice is made once', async ({ assert }) => {
    const installation = await installVolumeDiscount((await createTenant()).id)
    const update = await make(UpdatePlugin)
    const release = nextRelease(installation, '1.1.0')
    await Promise.all([1, 2, 3].map(() => update.handle({ actor, installation, release })))
    assert.equal((await findInstallation(installation)).lastGoodRelease!.version, '1.0.0')
    assert.lengthOf(await db.from('outbox').where({ name: 'runtime.plugin_updated.v1', aggregate_id: installation.id }), 1)
  })

  test('updates while it is removed: removed it stays, and its runs can still be written', async ({ assert }) => {
    const tenant = await createTenant()
    const installation = await installVolumeDiscount(tenant.id)
    const [update, uninstall] = [await make(UpdatePlugin), await make(UninstallPlugin)]
    const release = nextRelease(installation, '1.1.0')
    const results = await Promise.allSettled([
      uninstall.handle({ actor, installation }),
      ...[1, 2, 3].map(() => update.handle({ actor, installation, release })),
    ])
    assert.equal(results[0]!.status, 'fulfilled')
    for (const result of results.slice(1)) {
      if (result.status === 'rejected') assert.match((result.reason as Error).message, /no such installation/)
    }
    assert.lengthOf((await listInstallations(tenant.id)).data, 0)
    await recordRuns(runOf(installation, { outcome: 'trap' }))
    assert.lengthOf(await db.from('plugin_runs').where('installation_id', installation.id), 1)
  })
})
