import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { findInstallation } from '#runtime/installations/installation'
import { apiToken, createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { recordRuns, runOf } from '#tests/support/plugin_runs'
import type { ApiClient } from '@japa/api-client'

const BASE = '/api/v1/installations'
const PLATFORM = '/api/v1/platform/installations'
const SECRETS = { api_key: { required: true }, note: {} }

async function published() {
  const { user } = await createUser({ platform: ['user'] })
  const name = pluginName()
  await releasePlugin(user, { name, secrets: SECRETS })
  const next = (version: string, usesClock = false) => releasePlugin(user, { name, version, usesClock, salt: 7, secrets: SECRETS })
  return { name, next }
}

/** Sends as somebody; `path` may be the whole address. */
const as = (client: ApiClient, token: string) => ({
  get: (path: string) => client.get(path).bearerToken(token),
  post: (path: string, body: object = {}) => client.post(path).bearerToken(token).json(body),
  patch: (path: string, body: object) => client.patch(path).bearerToken(token).json(body),
  put: (path: string, body: object) => client.put(path).bearerToken(token).json(body),
  delete: (path: string) => client.delete(path).bearerToken(token),
})

async function ownerWith(client: ApiClient) {
  const owner = await createUser({ tenant: { role: 'admin' } })
  const api = as(client, await apiToken(owner.user))
  const plugin = await published()
  const { id } = (await api.post(BASE, { plugin: plugin.name, consent: [] })).body() as { id: string }
  return { ...owner, api, plugin, id, tenantId: owner.tenant.id }
}

test.group("An installation's life by API", () => {
  test('secrets are written and never read; enabling names the one that is missing', async ({ client, assert }) => {
    const { api, id } = await ownerWith(client)
    const other = await published()
    const whole = { plugin: other.name, consent: [], enabled: true }
    ;(await api.post(BASE, whole)).assertBodyContains({ error_code: 'PLUGIN_SECRETS_MISSING' })
    const both = await api.post(BASE, { ...whole, secrets: { api_key: 'long enough' } })
    both.assertBodyContains({ status: 'enabled' })
    const refused = await api.post(`${BASE}/${id}/enable`)
    refused.assertStatus(422)
    refused.assertBodyContains({ error_code: 'PLUGIN_SECRETS_MISSING', details: [{ field: 'secrets.api_key' }] })
    ;(await api.put(`${BASE}/${id}/secrets/api_key`, { value: 'abc' })).assertStatus(422)
    ;(await api.put(`${BASE}/${id}/secrets/unknown`, { value: 'long enough' })).assertStatus(404)
    ;(await api.put(`${BASE}/${id}/secrets/api_key`, { value: 'long enough' })).assertStatus(204)
    const list = await api.get(`${BASE}/${id}/secrets`)
    list.assertBodyContains({
      data: [
        { name: 'api_key', required: true },
        { name: 'note', required: false, set_at: null },
      ],
    })
    assert.notInclude(JSON.stringify(list.body()), 'long enough')
    ;(await api.post(`${BASE}/${id}/enable`)).assertBodyContains({ status: 'enabled' })
    ;(await api.delete(`${BASE}/${id}/secrets/api_key`)).assertStatus(204)
    assert.isNull((await api.get(`${BASE}/${id}/secrets`)).body().data[0].set_at)
  })

  test('an update tells first what it asks for, waits for consent, goes back, and is remembered', async ({ client, assert }) => {
    const { api, id, plugin } = await ownerWith(client)
    ;(await api.get(`${BASE}/${id}/update`)).assertBodyContains({ available: false, version: null })
    ;(await api.post(`${BASE}/${id}/update`)).assertStatus(404)
    ;(await api.post(`${BASE}/${id}/roll-back`)).assertStatus(409)
    await plugin.next('2.0.0', true)
    const offer = await api.get(`${BASE}/${id}/update`)
    offer.assertBodyContains({ available: true, version: '2.0.0', consent: { added: ['clock'], removed: [], kept: [] } })
    ;(await api.post(`${BASE}/${id}/update`)).assertBodyContains({ version: '1.0.0', waiting_version: '2.0.0' })
    ;(await api.delete(`${BASE}/${id}/update`)).assertBodyContains({ waiting_version: null })
    const key = { 'idempotency-key': `update-${newId()}` }
    const updated = await api.post(`${BASE}/${id}/update`, { version: '2.0.0', consent: ['clock'] }).headers(key)
    updated.assertBodyContains({ version: '2.0.0', capabilities: ['clock'], last_good_version: '1.0.0' })
    const again = await api.post(`${BASE}/${id}/update`, { version: '2.0.0', consent: ['clock'] }).headers(key)
    assert.equal(again.header('idempotency-replayed'), 'true')
    ;(await api.post(`${BASE}/${id}/roll-back`)).assertBodyContains({ version: '1.0.0', capabilities: [] })
    ;(await api.patch(`${BASE}/${id}`, { pinned: true, channel: 'beta' })).assertBodyContains({ pinned: true, channel: 'beta' })
    ;(await api.patch(`${BASE}/${id}`, { channel: 'nightly' })).assertBodyContains({ status: 422, details: [{ field: 'channel' }] })
    const history = (await api.get(`${BASE}/${id}/history`)).body().data as { act: string }[]
    assert.deepEqual(
      history.map(({ act }) => act),
      ['channel_changed', 'pinned', 'rolled_back', 'updated', 'update_declined', 'update_waiting', 'installed']
    )
  })

  test('a version that needs a secret runs on where it is given with the update, and is off until then where not', async ({ client }) => {
    const owner = await createUser({ tenant: { role: 'admin' } })
    const api = as(client, await apiToken(owner.user))
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const { id } = (await api.post(BASE, { plugin: name, consent: [], enabled: true })).body() as { id: string }
    await releasePlugin(user, { name, version: '1.1.0', salt: 1, secrets: SECRETS })
    ;(await api.get(`${BASE}/${id}/update`)).assertBodyContains({ missing_secrets: ['api_key'] })
    ;(await api.post(`${BASE}/${id}/update`)).assertBodyContains({ version: '1.1.0', status: 'disabled' })
    ;(await api.post(`${BASE}/${id}/roll-back`)).assertBodyContains({ version: '1.0.0' })
    ;(await api.post(`${BASE}/${id}/enable`)).assertBodyContains({ status: 'enabled' })
    const updated = await api.post(`${BASE}/${id}/update`, { version: '1.1.0', secrets: { api_key: 'long enough' } })
    updated.assertBodyContains({ version: '1.1.0', status: 'enabled' })
  })

  test('its data can be taken along before it is removed, and it can be installed again', async ({ client, assert }) => {
    const { api, id, plugin, tenantId } = await ownerWith(client)
    await api.patch(`${BASE}/${id}/settings`, { settings: { percent: 9 } })
    const installation = await findInstallation({ id, tenantId })
    await recordRuns(runOf(installation), runOf(installation, { outcome: 'trap' }))
    const file = (await api.get(`${BASE}/${id}/export`)).body()
    assert.containsSubset(file, { format: 'rialto.plugin_installation.v1', plugin: plugin.name, settings: { percent: 9 }, secrets: [] })
    assert.containsSubset(file.usage[0], { runs: 2, failures: 1, fuel: 2_000 })
    ;(await api.get(`${BASE}/${id}/health`)).assertBodyContains({ runs: 2, failures: 1, p50_ms: 1 })
    ;(await api.delete(`${BASE}/${id}`)).assertStatus(204)
    ;(await api.get(`${BASE}/${id}/export`)).assertStatus(404)
    const again = await api.post(BASE, { plugin: plugin.name, consent: [], settings: file.settings })
    again.assertStatus(201)
    again.assertBodyContains({ settings: { percent: 9 } })
  })

  test('those who only look do not change; strangers see nothing', async ({ client }) => {
    const { id, tenant } = await ownerWith(client)
    const viewer = as(client, await apiToken((await createUser({ tenant: { role: 'viewer', of: tenant } })).user))
    const stranger = as(client, await apiToken((await createUser({ tenant: { role: 'owner' } })).user))
    for (const part of ['secrets', 'health', 'history', 'update']) {
      ;(await viewer.get(`${BASE}/${id}/${part}`)).assertStatus(200)
      ;(await stranger.get(`${BASE}/${id}/${part}`)).assertStatus(404)
    }
    for (const [api, status] of [
      [viewer, 403],
      [stranger, 404],
    ] as const) {
      ;(await api.get(`${BASE}/${id}/export`)).assertStatus(status)
      ;(await api.post(`${BASE}/${id}/update`)).assertStatus(status)
      ;(await api.delete(`${BASE}/${id}/update`)).assertStatus(status)
      ;(await api.post(`${BASE}/${id}/roll-back`)).assertStatus(status)
      ;(await api.patch(`${BASE}/${id}`, { pinned: true })).assertStatus(status)
      ;(await api.put(`${BASE}/${id}/secrets/api_key`, { value: 'long enough' })).assertStatus(status)
      ;(await api.delete(`${BASE}/${id}/secrets/api_key`)).assertStatus(status)
    }
  })
})

test.group("The platform's own plugins by API", () => {
  test('operators install and manage them; a company cannot, nor does it see them as its own', async ({ client, assert }) => {
    const operator = as(client, await apiToken((await createUser({ platform: ['admin'] })).user))
    const owner = as(client, await apiToken((await createUser({ tenant: { role: 'owner' } })).user))
    const { name } = await published()
    ;(await owner.post(PLATFORM, { plugin: name, consent: [] })).assertStatus(403)
    ;(await owner.get(PLATFORM)).assertStatus(403)
    const installed = await operator.post(PLATFORM, { plugin: name, consent: [] })
    installed.assertStatus(201)
    const { id } = installed.body() as { id: string }
    ;(await operator.patch(`${PLATFORM}/${id}`, { pinned: true })).assertBodyContains({ pinned: true })
    ;(await operator.put(`${PLATFORM}/${id}/secrets/api_key`, { value: 'long enough' })).assertStatus(204)
    ;(await owner.get(`${BASE}/${id}`)).assertStatus(404)
    ;(await owner.get(`${PLATFORM}/${id}`)).assertStatus(403)
    const audited = await db.from('audit_log').where({ action: 'runtime.plugin_installed', target_id: id }).firstOrFail()
    assert.isNull(audited.tenant_id)
    ;(await operator.delete(`${PLATFORM}/${id}`)).assertStatus(204)
  })
})

test.group('The run log by API', () => {
  test("a company reads its own runs, filtered; operators everybody's; nobody a stranger's", async ({ client, assert }) => {
    const { api, id, tenantId, plugin } = await ownerWith(client)
    const installation = await findInstallation({ id, tenantId })
    await recordRuns(runOf(installation), runOf(installation, { outcome: 'fuel_exhausted', error: 'Limit fuel' }))
    const all = (await api.get('/api/v1/plugin-runs')).body()
    assert.lengthOf(all.data, 2)
    const failed = (
      await api.get(`/api/v1/plugin-runs?outcome=fuel_exhausted&plugin=${plugin.name}&hook=discount@1&installation=${id}`)
    ).body()
    assert.containsSubset(failed.data, [{ outcome: 'fuel_exhausted', version: '1.0.0', fuel_limit: 50_000_000, has_sample: true }])
    assert.lengthOf((await api.get('/api/v1/plugin-runs?until=2020-01-01')).body().data, 0)
    assert.lengthOf((await api.get('/api/v1/plugin-runs?since=2020-01-01T00:00:00Z')).body().data, 2)
    ;(await api.get('/api/v1/plugin-runs?since=yesterday')).assertStatus(422)
    const page = (await api.get('/api/v1/plugin-runs?limit=1')).body()
    assert.lengthOf((await api.get(`/api/v1/plugin-runs?limit=1&cursor=${page.meta.next_cursor}`)).body().data, 1)

    const run = failed.data[0].id as string
    ;(await api.get(`/api/v1/plugin-runs/${run}`)).assertBodyContains({ sample: { input: '{"lines":[]}', replayable: true } })
    const stranger = as(client, await apiToken((await createUser({ tenant: { role: 'owner' } })).user))
    ;(await stranger.get(`/api/v1/plugin-runs/${run}`)).assertStatus(404)
    ;(await stranger.get(`/api/v1/platform/plugin-runs/${run}`)).assertStatus(403)
    assert.lengthOf((await stranger.get('/api/v1/plugin-runs')).body().data, 0)
    const operator = as(client, await apiToken((await createUser({ platform: ['admin'] })).user))
    ;(await operator.get(`/api/v1/platform/plugin-runs/${run}`)).assertBodyContains({ id: run })
    ;(await operator.get(`/api/v1/platform/plugin-runs?installation=${id}`)).assertStatus(200)
  })

  test('a run is replayed against another version by those who manage, with both answers', async ({ client }) => {
    const { api, id, tenant, tenantId, plugin } = await ownerWith(client)
    await plugin.next('1.1.0')
    await recordRuns(runOf(await findInstallation({ id, tenantId }), { outcome: 'trap', output: undefined, error: 'unreachable' }))
    const [{ id: run }] = (await api.get('/api/v1/plugin-runs')).body().data
    const replay = `/api/v1/plugin-runs/${run}/replay`
    const same = await api.post(replay)
    same.assertStatus(200)
    same.assertBodyContains({ recorded: { version: '1.0.0', outcome: 'trap' }, replayed: { version: '1.0.0' }, is_same: false })
    ;(await api.post(replay, { version: '1.1.0' })).assertBodyContains({ replayed: { version: '1.1.0' } })
    ;(await api.post(replay, { version: '9.9.9' })).assertStatus(404)
    const viewer = as(client, await apiToken((await createUser({ tenant: { role: 'viewer', of: tenant } })).user))
    ;(await viewer.get(`/api/v1/plugin-runs/${run}`)).assertStatus(200)
    ;(await viewer.post(replay)).assertStatus(403)
  })
})
