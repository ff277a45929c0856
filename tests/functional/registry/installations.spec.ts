import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import StopWithdrawn from '#registry/jobs/stop_withdrawn'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { apiToken, createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'

const BASE = '/api/v1/installations'
const install = (client: ApiClient, token: string, body: object) => client.post(BASE).bearerToken(token).json(body)

async function published(spec: { usesClock?: boolean } = {}) {
  const { user } = await createUser({ platform: ['user'] })
  const name = pluginName()
  await releasePlugin(user, { name, ...spec })
  return name
}

test.group('Installing plugins by API', () => {
  test('needs consent to exactly what the version asks for, then takes settings and runs', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'admin' } })
    const token = await apiToken(user)
    const name = await published({ usesClock: true })

    for (const consent of [[], ['clock', 'network'], ['network']]) {
      const refused = await install(client, token, { plugin: name, consent })
      refused.assertStatus(422)
      refused.assertBodyContains({ error_code: 'CONSENT_REQUIRED', details: [{ field: 'consent' }] })
    }
    assert.lengthOf(await db.from('plugin_installations').where('tenant_id', tenant.id), 0)

    const installed = await install(client, token, { plugin: name, consent: ['clock'], settings: { percent: 7 }, enabled: true })
    installed.assertStatus(201)
    installed.assertBodyContains({ plugin: name, version: '1.0.0', status: 'enabled', capabilities: ['clock'], settings: { percent: 7 } })
    const list = await client.get(BASE).bearerToken(token)
    list.assertBodyContains({ data: [{ plugin: name }], meta: { next_cursor: null } })
    ;(await install(client, token, { plugin: name, consent: ['clock'] })).assertStatus(409)
    const audited = await db.from('audit_log').where({ tenant_id: tenant.id, action: 'runtime.plugin_installed' }).firstOrFail()
    assert.equal(audited.actor_id, user.id)
  })

  test('settings are checked against the schema of the plugin, field by field', async ({ client }) => {
    const token = await apiToken((await createUser({ tenant: { role: 'owner' } })).user)
    const { id } = (await install(client, token, { plugin: await published(), consent: [] })).body()
    const configure = (settings: unknown) => client.patch(`${BASE}/${id}/settings`).bearerToken(token).json({ settings })

    ;(await configure({ percent: 12 })).assertBodyContains({ settings: { percent: 12 }, status: 'disabled' })
    for (const percent of [0, 51, 2.5, '12', null]) {
      const refused = await configure({ percent })
      refused.assertStatus(422)
      refused.assertBodyContains({ details: [{ field: 'percent' }] })
    }
    ;(await configure({ percent: 5, colour: 'red' })).assertBodyContains({ status: 422, details: [{ field: 'colour' }] })
    ;(await configure('all of them')).assertStatus(422)
    ;(await client.get(`${BASE}/${id}`).bearerToken(token)).assertBodyContains({ settings: { percent: 12 } })
  })

  test('is switched on and off, watched and removed', async ({ client, assert }) => {
    const token = await apiToken((await createUser({ tenant: { role: 'admin' } })).user)
    const { id } = (await install(client, token, { plugin: await published(), consent: [] })).body()
    ;(await client.post(`${BASE}/${id}/enable`).bearerToken(token)).assertBodyContains({ status: 'enabled' })
    ;(await client.get(`${BASE}/${id}/runs`).bearerToken(token)).assertBodyContains({ data: [], meta: { limit: 50 } })
    ;(await client.get(`${BASE}/${id}/runs?limit=no`).bearerToken(token)).assertBodyContains({ status: 422, details: [{ field: 'limit' }] })
    ;(await client.get(`${BASE}/${id}/runs?cursor=no`).bearerToken(token)).assertStatus(422)
    ;(await client.post(`${BASE}/${id}/disable`).bearerToken(token)).assertBodyContains({ status: 'disabled' })
    ;(await client.delete(`${BASE}/${id}`).bearerToken(token)).assertStatus(204)
    ;(await client.delete(`${BASE}/${id}`).bearerToken(token)).assertStatus(404)
    assert.lengthOf(await db.from('plugin_installations').where('id', id), 0)
  })

  test('owner and admin change, user and viewer only look, others do not see it, guests are asked to sign in', async ({ client }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const ownerToken = await apiToken(owner.user)
    const plugin = await published()
    const { id } = (await install(client, ownerToken, { plugin, consent: [] })).body()

    for (const role of ['user', 'viewer'] as const) {
      const token = await apiToken((await createUser({ tenant: { role, of: owner.tenant } })).user)
      ;(await client.get(`${BASE}/${id}`).bearerToken(token)).assertStatus(200)
      ;(await install(client, token, { plugin, consent: [] })).assertStatus(403)
      ;(
        await client
          .patch(`${BASE}/${id}/settings`)
          .bearerToken(token)
          .json({ settings: { percent: 9 } })
      ).assertStatus(403)
      for (const act of ['enable', 'disable']) (await client.post(`${BASE}/${id}/${act}`).bearerToken(token)).assertStatus(403)
      ;(await client.delete(`${BASE}/${id}`).bearerToken(token)).assertStatus(403)
    }
    const stranger = await apiToken((await createUser({ tenant: { role: 'owner' } })).user)
    ;(await client.get(`${BASE}/${id}`).bearerToken(stranger)).assertStatus(404)
    ;(await client.get(`${BASE}/${id}/runs`).bearerToken(stranger)).assertStatus(404)
    ;(
      await client
        .patch(`${BASE}/${id}/settings`)
        .bearerToken(stranger)
        .json({ settings: { percent: 9 } })
    ).assertStatus(404)
    ;(await client.post(`${BASE}/${id}/enable`).bearerToken(stranger)).assertStatus(404)
    ;(await client.delete(`${BASE}/${id}`).bearerToken(stranger)).assertStatus(404)
    ;(await client.get(`${BASE}/${newId()}`).bearerToken(ownerToken)).assertStatus(404)
    ;(await client.get(`${BASE}/not-an-id`).bearerToken(ownerToken)).assertStatus(404)
    ;(await client.get(BASE)).assertStatus(401)
    const withoutTenant = await apiToken((await createUser({ platform: ['user'] })).user)
    ;(await client.get(BASE).bearerToken(withoutTenant)).assertStatus(403)
    ;(await client.get(`${BASE}/${id}`).bearerToken(ownerToken)).assertBodyContains({ status: 'disabled', settings: { percent: 5 } })
  })

  test('a version that is not published cannot be installed', async ({ client }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name }, { isApproved: false })
    const token = await apiToken((await createUser({ tenant: { role: 'admin' } })).user)
    ;(await install(client, token, { plugin: name, consent: [] })).assertBodyContains({ error_code: 'PLUGIN_NOT_FOUND' })
    ;(await install(client, token, { plugin: 7 })).assertBodyContains({ status: 422, details: [{ field: 'plugin' }] })
    ;(await install(client, token, { plugin: await published(), consent: 'all' })).assertBodyContains({
      status: 422,
      details: [{ field: 'consent' }],
    })
  })

  test('are listed page by page, oldest first, each once and only its own', async ({ client, assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    const stranger = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    const names: string[] = []
    for (let at = 0; at < 3; at++) {
      const name = await published()
      names.push(name)
      ;(await install(client, token, { plugin: name })).assertStatus(201)
    }
    ;(await install(client, await apiToken(stranger.user), { plugin: names[0] })).assertStatus(201)
    const seen: string[] = []
    let next: string | null = null
    do {
      const cursor: object = next ? { cursor: next } : {}
      const response = await client
        .get(BASE)
        .qs({ limit: 2, ...cursor })
        .bearerToken(token)
      const page = response.body() as { data: { plugin: string }[]; meta: { next_cursor: string | null; limit: number } }
      assert.equal(page.meta.limit, 2)
      seen.push(...page.data.map(({ plugin }) => plugin))
      next = page.meta.next_cursor
    } while (next)
    assert.deepEqual(seen, names)
    for (const bad of [{ limit: 0 }, { limit: 'many' }, { cursor: 'nonsense' }]) {
      ;(await client.get(BASE).qs(bad).bearerToken(token)).assertStatus(422)
    }
    const first = await client.get('/seller/plugins').qs({ limit: 2 }).loginAs(user)
    const link = /href="([^"]*cursor=[^"]*)" rel="next"/.exec(first.text())![1]!
    assert.notInclude(first.text(), names[2]!)
    assert.include((await client.get(link.replaceAll('&amp;', '&')).loginAs(user)).text(), names[2]!)
  })

  test('what the platform withdraws is switched off in every shop, and cannot be switched on again', async ({ client, assert }) => {
    const [name, other] = [await published(), await published()]
    const owners = [await createUser({ tenant: { role: 'owner' } }), await createUser({ tenant: { role: 'owner' } })]
    const tokens = await Promise.all(owners.map(({ user }) => apiToken(user)))
    const ids: string[] = []
    for (const token of tokens) ids.push((await install(client, token, { plugin: name, consent: [], enabled: true })).body().id)
    const kept = (await install(client, tokens[0], { plugin: other, consent: [], enabled: true })).body().id as string

    const version = await db
      .from('plugin_versions as v')
      .join('plugins as p', 'p.id', 'v.plugin_id')
      .where('p.name', name)
      .select('v.id', 'p.id as plugin_id')
      .firstOrFail()
    const quarantine = await app.container.make(QuarantineVersion)
    await quarantine.handle({ actor: systemActor('test'), versionId: version.id, reasonCode: 'malicious', publicReason: 'It phones home' })
    const event = await db.from('outbox').where({ name: 'registry.version_quarantined.v1', aggregate_id: version.plugin_id }).firstOrFail()
    const job = await app.container.make(StopWithdrawn)
    await job.handle(event)
    await job.handle(event)

    const rows = await db
      .from('plugin_installations')
      .whereIn('id', [...ids, kept])
      .select('id', 'is_enabled')
    assert.deepEqual(
      rows.filter((row) => row.is_enabled).map((row) => row.id),
      [kept]
    )
    const again = await client.post(`${BASE}/${ids[0]}/enable`).bearerToken(tokens[0])
    again.assertStatus(409)
    again.assertBodyContains({ error_code: 'PLUGIN_WITHDRAWN' })
    const audited = await db.from('audit_log').where({ action: 'runtime.plugin_disabled', target_id: ids[0] })
    assert.deepEqual(
      audited.map((row) => row.reason),
      ['It phones home']
    )
  })
})
