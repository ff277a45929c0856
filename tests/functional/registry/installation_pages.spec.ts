import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { findInstallation } from '#runtime/installations/installation'
import { steadyQueries } from '#tests/support/statements'
import { createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { installVolumeDiscount, make, recordRuns, runOf } from '#tests/support/plugin_runs'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const SECRETS = { api_key: { title: { en: 'API key' }, required: true } }

async function published() {
  const { user } = await createUser({ platform: ['user'] })
  const name = pluginName()
  await releasePlugin(user, { name, secrets: SECRETS })
  return {
    name,
    next: (version: string, usesClock = false) => releasePlugin(user, { name, version, usesClock, salt: 3, secrets: SECRETS }),
  }
}

const browser = (client: ApiClient, user: User, area: 'seller' | 'operator') => ({
  get: (path: string) => client.get(`/${area}${path}`).loginAs(user),
  post: (path: string, form: object = {}) =>
    client
      .post(`/${area}${path}`)
      .loginAs(user)
      .withCsrfToken()
      .header('referer', `/${area}/plugins`)
      .form(form as Record<string, string>),
})

async function installedBy(client: ApiClient, user: User, area: 'seller' | 'operator') {
  const plugin = await published()
  const web = browser(client, user, area)
  await web.post(`/plugins/install/${plugin.name}`)
  const { id, tenant_id: tenantId } = await db.from('plugin_installations').where('plugin_name', plugin.name).firstOrFail()
  return { plugin, web, id: id as string, tenantId: tenantId as string | null, path: `/plugins/${id}` }
}

test.group('The pages of an installation', (group) => {
  group.each.teardown(switchOffAllPlugins)

  for (const area of ['seller', 'operator'] as const) {
    test(`install, secret, update that wants more, roll back, export, uninstall: ${area}`, async ({ client, assert }) => {
      const { user } = await createUser(area === 'seller' ? { tenant: { role: 'admin' } } : { platform: ['admin'] })
      const { plugin, web, id, tenantId, path } = await installedBy(client, user, area)
      assert.equal(tenantId === null, area === 'operator')
      const refused = await web.post(`${path}/enable`)
      assert.include(refused.text(), 'Set these secrets first: api_key')
      const saved = await web.post(`${path}/settings`, { 'percent': '7', 'secrets[api_key]': 'a-secret-value' })
      assert.include(saved.text(), 'Set since')
      assert.notInclude(saved.text(), 'a-secret-value')
      await web.post(`${path}/settings`, { 'percent': '8', 'secrets[api_key]': '' })
      assert.lengthOf(await db.from('plugin_secrets').where('installation_id', id), 1)
      await web.post(`${path}/enable`)
      assert.include(await findInstallation({ id, tenantId }), { isEnabled: true })

      await plugin.next('2.0.0', true)
      assert.include((await web.get(`${path}/update`)).text(), 'Know the time')
      await web.post(`${path}/update`, { version: '2.0.0' })
      const waiting = await web.get('/plugins/waiting')
      for (const words of ['1.0.0 → 2.0.0', 'Know the time']) assert.include(waiting.text(), words)
      assert.include((await web.get('/plugins')).text(), '1 update waits')
      await web.post(`${path}/update`, { 'version': '2.0.0', 'consent[]': 'clock' })
      assert.notInclude((await web.get('/plugins/waiting')).text(), '→')
      const versions = (await web.get(`${path}/versions`)).text()
      for (const words of ['Updated from 1.0.0 to 2.0.0', 'Newly allowed: clock', 'Secret api_key set']) assert.include(versions, words)
      await web.post(`${path}/steer`, { channel: 'beta', pinned: 'true' })
      assert.include(await findInstallation({ id, tenantId }), { channel: 'beta', isPinned: true })
      await web.post(`${path}/roll-back`)
      assert.include(await findInstallation({ id, tenantId }), { version: '1.0.0', isEnabled: true })

      assert.include((await web.get(`${path}/data`)).text(), 'Download the data')
      const file = await web.get(`${path}/export`)
      assert.match(file.header('content-disposition')!, /attachment; filename=".+\.json"/)
      assert.containsSubset(file.body(), { plugin: plugin.name, settings: { percent: 8 }, secrets: ['api_key'] })
      assert.include((await web.get(`${path}/uninstall`)).text(), 'Download the data')
      await web.post(`${path}/secrets/api_key/remove`)
      assert.lengthOf(await db.from('plugin_secrets').where('installation_id', id), 0)
      await web.post(`${path}/uninstall`)
      ;(await web.get(path).header('accept', 'text/html')).assertStatus(404)
    })
  }

  test('after a bad automatic update the page says so and offers the way back', async ({ client, assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    const { plugin, web, id, tenantId, path } = await installedBy(client, user, 'seller')
    await plugin.next('1.1.0')
    await web.post(`${path}/update`, { version: '1.1.0' })
    await db.from('plugin_installations').where('id', id).update({ version_by: 'channel', is_enabled: true })
    await recordRuns(runOf(await findInstallation({ id, tenantId }), { outcome: 'trap', error: 'unreachable' }))
    await (await make(OpenBreaker)).handle({ installation: { id, tenantId }, reason: '3 failures in a row; the last: trap' })
    const page = (await web.get(path)).text()
    for (const words of ['version 1.1.0 came by itself', 'Roll back to 1.0.0', '3 failures in a row']) assert.include(page, words)
  })

  test('those who only look are offered nothing and refused everything; strangers find nothing', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const { id, tenantId, path } = await installedBy(client, owner.user, 'seller')
    await recordRuns(runOf(await findInstallation({ id, tenantId }), { outcome: 'trap' }))
    const { id: run } = await db.from('plugin_runs').where('installation_id', id).firstOrFail()
    const viewer = browser(client, (await createUser({ tenant: { role: 'viewer', of: owner.tenant } })).user, 'seller')
    const stranger = browser(client, (await createUser({ tenant: { role: 'owner' } })).user, 'seller')
    for (const page of [path, `${path}/versions`, `${path}/data`, `/plugin-runs/${run}`]) {
      ;(await viewer.get(page)).assertStatus(200)
      ;(await stranger.get(page).header('accept', 'text/html')).assertStatus(404)
    }
    assert.notInclude((await viewer.get(`${path}/data`)).text(), 'Download the data')
    assert.include((await viewer.get('/plugin-runs')).text(), run)
    assert.notInclude((await stranger.get('/plugin-runs')).text(), run)
    for (const page of [`${path}/export`, `${path}/update`, '/plugins/waiting', `/plugin-runs/${run}/replay`]) {
      ;(await viewer.get(page).header('accept', 'text/html')).assertStatus(403)
    }
    for (const act of ['steer', 'decline', 'roll-back', 'update', 'secrets/api_key/remove']) {
      ;(await viewer.post(`${path}/${act}`, { channel: 'beta', version: '1.0.0' })).assertStatus(403)
      ;(await stranger.post(`${path}/${act}`, { channel: 'beta', version: '1.0.0' })).assertStatus(404)
    }
    const outside = browser(client, owner.user, 'operator')
    ;(await outside.get('/plugins').header('accept', 'text/html')).assertStatus(403)
  })

  test('a run is read with its sample and replayed, by its owner and by operators', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'admin' } })
    const installation = await installVolumeDiscount(tenant.id)
    const input = { currency: 'RUB', lines: [{ line: 'a', product_id: 'p', quantity: 12, unit_price: 100 }] }
    await recordRuns(runOf(installation, { outcome: 'timeout', error: 'Too slow.', input, output: undefined, fuel: 45_000_000 }))
    const { id: run } = await db.from('plugin_runs').where('installation_id', installation.id).firstOrFail()
    const operator = (await createUser({ platform: ['admin'] })).user
    for (const web of [browser(client, user, 'seller'), browser(client, operator, 'operator')]) {
      const page = (await web.get(`/plugin-runs/${run}`)).text()
      for (const words of ['quantity', '90 % of the fuel limit', 'Too slow.', 'Replay']) assert.include(page, words)
      const replayed = await web.post(`/plugin-runs/${run}/replay`, { version: installation.version })
      replayed.assertStatus(200)
      for (const words of ['It differs', 'Too late', 'Answered', '&quot;percent&quot;']) assert.include(replayed.text(), words)
    }
  })

  test('a list of many installations takes as many queries as one of one', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const web = browser(client, user, 'seller')
    await installVolumeDiscount(tenant.id)
    const few = await steadyQueries(() => web.get('/plugins'))
    for (let i = 0; i < 4; i++) await installVolumeDiscount(tenant.id)
    const many = await steadyQueries(() => web.get('/plugins'))
    assert.isAtMost(many, few)
  })
})
