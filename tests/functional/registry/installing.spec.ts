import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { apiToken, createUser } from '#tests/support/users'
import { pluginName } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { somebody } from '#tests/support/publishing'
import { needs } from '#tests/unit/registry/dependencies/small_registries'
import type { ApiClient } from '@japa/api-client'

const names = <Length extends number>(count: Length) => Array.from({ length: count }, () => pluginName('dep')) as string[]

async function company() {
  const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
  return { user, tenantId: tenant.id, token: await apiToken(user, tenant.id) }
}

const installedBy = async (tenantId: string) => {
  const rows = await db
    .from('plugin_installations')
    .where('tenant_id', tenantId)
    .orderBy('created_at')
    .select('id', 'plugin_name', 'version')
  return Object.fromEntries((rows as { plugin_name: string; version: string }[]).map((row) => [row.plugin_name, row.version]))
}

const idOf = async (tenantId: string, name: string) =>
  (await db.from('plugin_installations').where({ tenant_id: tenantId, plugin_name: name }).firstOrFail()).id as string

const post = ({ client, token }: { client: ApiClient; token: string }, path: string, body: object = {}) =>
  client.post(`/api/v1/${path}`).bearerToken(token).json(body)

test.group('Installing with what is needed', () => {
  test('brings it along, asks for each one apart, and undoes all where one cannot be', async ({ client, assert }) => {
    const [base, middle, top] = names(3) as [string, string, string]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0', usesClock: true },
      { name: middle, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
      { name: top, version: '1.0.0', needs: needs(`runtime ${middle} ^1`) },
    ])
    const { tenantId, token } = await company()
    const refused = await post({ client, token }, 'installations', { plugin: top, consent: [] })
    refused.assertStatus(422)
    refused.assertBodyContains({ error_code: 'CONSENT_REQUIRED', details: [{ field: `along.${base}` }] })
    assert.deepEqual(await installedBy(tenantId), {})

    const failing = await post({ client, token }, 'installations', {
      plugin: top,
      consent: [],
      secrets: { there_is_none: 'x' },
      along: { [base]: ['clock'] },
    })
    failing.assertStatus(422)
    assert.deepEqual(await installedBy(tenantId), {})

    const body = { plugin: top, consent: [], enabled: true, along: { [base]: ['clock'] } }
    ;(await post({ client, token }, 'installations', body)).assertStatus(201)
    assert.deepEqual(await installedBy(tenantId), { [base]: '1.0.0', [middle]: '1.0.0', [top]: '1.0.0' })
    const switchedOn = await db.from('plugin_installations').where({ tenant_id: tenantId, is_enabled: true })
    assert.lengthOf(switchedOn, 3)
    assert.deepEqual(switchedOn.find((row) => row.plugin_name === base).granted_capabilities, ['clock'])
  })

  test('what does not fit is refused in words; what stands alone is not asked about', async ({ client, assert }) => {
    const [base, rival, alone] = names(3) as [string, string, string]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0' },
      { name: rival, version: '1.0.0', needs: needs(`conflicts ${base} *`) },
      { name: alone, version: '1.0.0' },
    ])
    const { tenantId, token } = await company()
    ;(await post({ client, token }, 'installations', { plugin: base, consent: [] })).assertStatus(201)
    const refused = await post({ client, token }, 'installations', { plugin: rival, consent: [] })
    refused.assertStatus(409)
    assert.include(refused.body().error, `does not work beside ${base}`)
    ;(await post({ client, token }, 'installations', { plugin: alone, consent: [] })).assertStatus(201)
    assert.deepEqual(Object.keys(await installedBy(tenantId)).sort(), [base, alone].sort())
  })

  test('an update shows its plan, moves others only with consent, and never by itself', async ({ client, assert }) => {
    const [base, top] = names(2) as [string, string]
    const publisher = await somebody()
    await releaseAll(publisher, [
      { name: base, version: '1.0.0' },
      { name: top, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
    ])
    const { tenantId, token } = await company()
    ;(await post({ client, token }, 'installations', { plugin: top, consent: [] })).assertStatus(201)
    await releaseAll(publisher, [
      { name: base, version: '2.0.0', usesClock: true, salt: 1 },
      { name: top, version: '2.0.0', salt: 2, needs: needs(`runtime ${base} ^2`) },
    ])
    const path = `installations/${await idOf(tenantId, top)}/update`
    const offer = await client.get(`/api/v1/${path}`).bearerToken(token)
    assert.deepEqual(offer.body().plan, {
      possible: true,
      along: [{ name: base, change: 'updated', from: '1.0.0', to: '2.0.0', consent: ['clock'] }],
      explanation: offer.body().plan.explanation,
    })
    ;(await post({ client, token }, path, { version: '2.0.0' })).assertStatus(422)
    assert.deepEqual(await installedBy(tenantId), { [base]: '1.0.0', [top]: '1.0.0' })
    ;(await post({ client, token }, path, { version: '2.0.0', along: { [base]: ['clock'] } })).assertStatus(200)
    assert.deepEqual(await installedBy(tenantId), { [base]: '2.0.0', [top]: '2.0.0' })
  })

  test('what others need goes only by force; pages say who needs it', async ({ client, assert }) => {
    const [base, top] = names(2) as [string, string]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0' },
      { name: top, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
    ])
    const { tenantId, token, user } = await company()
    ;(await post({ client, token }, 'installations', { plugin: top, consent: [] })).assertStatus(201)
    const id = await idOf(tenantId, base)
    const refused = await client.delete(`/api/v1/installations/${id}`).bearerToken(token)
    refused.assertStatus(409)
    assert.include(refused.body().error, top)
    const page = await client.get(`/seller/plugins/${id}/uninstall`).loginAs(user)
    assert.include(page.text(), `${top} 1.0.0 needs ^1`)
    ;(await client.delete(`/api/v1/installations/${id}?force=true`).bearerToken(token)).assertStatus(204)
    assert.deepEqual(await installedBy(tenantId), { [top]: '1.0.0' })
  })

  test('a set is locked, and installed elsewhere by that lockfile, whole or not at all', async ({ client, assert }) => {
    const [base, top] = names(2) as [string, string]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0', usesClock: true },
      { name: base, version: '1.1.0', usesClock: true, salt: 1 },
      { name: top, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
    ])
    const [first, second] = [await company(), await company()]
    ;(await post({ client, token: first.token }, 'installations', { plugin: base, version: '1.0.0', consent: ['clock'] })).assertStatus(201)
    ;(await post({ client, token: first.token }, 'installations', { plugin: top, consent: [] })).assertStatus(201)
    const { lockfile: lock } = (await client.get('/api/v1/installations/lock').bearerToken(first.token)).body()
    assert.deepEqual(
      lock.plugins.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`),
      [`${base} 1.0.0`, `${top} 1.0.0`]
    )
    ;(await post({ client, token: second.token }, 'installations/lock', { lock })).assertStatus(422)
    const edited = { ...lock, plugins: lock.plugins.slice(1) }
    ;(await post({ client, token: second.token }, 'installations/lock', { lock: edited })).assertStatus(422)
    assert.deepEqual(await installedBy(second.tenantId), {})
    const done = await post({ client, token: second.token }, 'installations/lock', { lock, along: { [base]: ['clock'] } })
    done.assertStatus(200)
    assert.deepEqual(await installedBy(second.tenantId), { [base]: '1.0.0', [top]: '1.0.0' })
    assert.deepEqual((await post({ client, token: second.token }, 'installations/lock', { lock })).body().changes, [])
  })

  test('a locked version is installed though it was yanked since; not one that was hidden or blocked', async ({ client, assert }) => {
    const [base, top] = names(2) as [string, string]
    const publisher = await somebody()
    await releaseAll(publisher, [
      { name: base, version: '1.0.0' },
      { name: top, version: '1.0.0', salt: 77, needs: needs(`runtime ${base} ^1`) },
    ])
    const [first, second, third] = [await company(), await company(), await company()]
    ;(await post({ client, token: first.token }, 'installations', { plugin: top, consent: [] })).assertStatus(201)
    const { lockfile: lock } = (await client.get('/api/v1/installations/lock').bearerToken(first.token)).body()
    const yank = client.delete(`/api/v1/plugins/${base}/versions/1.0.0/yank`)
    ;(await yank.bearerToken(await apiToken(publisher))).assertStatus(200)
    ;(await post({ client, token: second.token }, 'installations', { plugin: base, consent: [] })).assertStatus(404)
    ;(await post({ client, token: second.token }, 'installations/lock', { lock })).assertStatus(200)
    assert.deepEqual(await installedBy(second.tenantId), { [base]: '1.0.0', [top]: '1.0.0' })

    const admin = await apiToken((await createUser({ platform: ['admin'] })).user)
    const { digest } = lock.plugins.find(({ name }: { name: string }) => name === top)
    const judge = (act: string) => client.post(`/api/v1/admin/digests/${digest}/${act}`).bearerToken(admin).json({ reason: 'It does harm' })
    ;(await judge('block')).assertStatus(200)
    const refused = await post({ client, token: third.token }, 'installations/lock', { lock })
    assert.oneOf(refused.status(), [404, 409])
    assert.deepEqual(await installedBy(third.tenantId), {})
    ;(await judge('allow')).assertStatus(200)
    ;(await post({ client, token: third.token }, 'installations/lock', { lock })).assertStatus(200)
  })

  test('what an installation moved goes back where it was when the installation fails', async ({ client, assert }) => {
    const [base, top] = names(2) as [string, string]
    const publisher = await somebody()
    await releaseAll(publisher, [{ name: base, version: '1.0.0' }])
    const { tenantId, token } = await company()
    ;(await post({ client, token }, 'installations', { plugin: base, consent: [], enabled: true })).assertStatus(201)
    await releaseAll(publisher, [
      { name: base, version: '2.0.0', usesClock: true, salt: 1 },
      { name: top, version: '1.0.0', needs: needs(`runtime ${base} ^2`) },
    ])
    const before = await db.from('plugin_installations').where({ tenant_id: tenantId, plugin_name: base }).firstOrFail()
    const body = { plugin: top, consent: [], along: { [base]: ['clock'] } }
    ;(await post({ client, token }, 'installations', { ...body, secrets: { there_is_none: 'x' } })).assertStatus(422)
    assert.deepEqual(await installedBy(tenantId), { [base]: '1.0.0' })
    const { updated_at: _, ...after } = await db.from('plugin_installations').where('id', before.id).firstOrFail()
    assert.containSubset(before, after)
    const history = await db.from('outbox').where('aggregate_id', before.id).orderBy('occurred_at').select('name')
    assert.includeMembers(
      history.map(({ name }) => name as string),
      ['runtime.plugin_updated.v1', 'runtime.plugin_rolled_back.v1']
    )
    ;(await post({ client, token }, 'installations', body)).assertStatus(201)
    assert.deepEqual(await installedBy(tenantId), { [base]: '2.0.0', [top]: '1.0.0' })
  })

  test('the page asks for what comes along, and installs it', async ({ client, assert }) => {
    const [base, top] = names(2) as [string, string]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0', usesClock: true },
      { name: top, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
    ])
    const { tenantId, user } = await company()
    const page = await client.get(`/seller/plugins/install/${top}`).loginAs(user)
    assert.include(page.text(), `name="along[${base}][]"`)
    const form = { version: '1.0.0', [`along[${base}][]`]: 'clock' }
    const answer = await client.post(`/seller/plugins/install/${top}`).loginAs(user).withCsrfToken().form(form).redirects(0)
    answer.assertStatus(302)
    assert.deepEqual(await installedBy(tenantId), { [base]: '1.0.0', [top]: '1.0.0' })
  })
})
