import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import CountDownloads from '#registry/counters/jobs/count_downloads'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { apiToken, createUser } from '#tests/support/users'
import { steadyQueries } from '#tests/support/statements'
import { pluginModule, pluginName, publishBody, releasePlugin, sha256 } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'

const search = (client: ApiClient, body: object) => client.post('/api/v1/plugins/search').json(body)
const act = { actor: systemActor('test'), reasonCode: 'malicious', publicReason: 'It was not what it said' } as const

test.group('Finding plugins', () => {
  test('a published version is listed with its checksum, a waiting one is not there', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const token = await apiToken(user)
    ;(
      await client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json(publishBody({ name, version: '1.1.0' }))
    ).assertStatus(200)

    const shown = await client.get(`/api/v1/plugins/${name.toUpperCase()}`)
    shown.assertStatus(200)
    shown.assertBodyContains({
      name,
      version: '1.0.0',
      category: 'discount',
      license: 'MIT',
      language: 'wasm',
      reviews_count: 0,
      author: { name: user.fullName },
    })
    assert.deepEqual(
      shown.body().versions.map((version: { version: string }) => version.version),
      ['1.0.0']
    )
    assert.equal(shown.body().versions[0].checksum, sha256(pluginModule()))
    ;(await client.get(`/api/v1/plugins/${name}/versions/1.0.0`)).assertBodyContains({ version: '1.0.0', yanked: false, dependencies: {} })
    const waiting = await client.get(`/api/v1/plugins/${name}/versions/1.1.0`)
    waiting.assertStatus(404)
    waiting.assertBodyContains({ error_code: 'VERSION_NOT_FOUND' })
    ;(await client.get(`/api/v1/plugins/${pluginName()}`)).assertStatus(404)
  })

  test('by words, a misspelt name, category and tag; pages count from 0 and defaults are there', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName('shipping-labels')
    await releasePlugin(user, { name, category: 'delivery' })
    const names = async (body: object) => ((await search(client, body)).body().plugins as { name: string }[]).map((plugin) => plugin.name)

    assert.include(await names({ query: name }), name)
    assert.include(await names({ query: name.replace('shipping', 'shiping') }), name)
    assert.include(await names({ query: name, category: 'delivery', tags: ['test'], language: 'wasm' }), name)
    assert.notInclude(await names({ query: name, language: 'rust' }), name)
    assert.notInclude(await names({ query: name, category: 'auth' }), name)
    assert.notInclude(await names({ query: name, tags: ['no-such-tag'] }), name)
    const first = await search(client, {})
    first.assertBodyContains({ page: 0, per_page: 20 })
    assert.isAbove(first.body().total, 0)
    for (const [asked, given] of Object.entries({ '5000': 100, '100000000': 100, '0': 1, '-5': 1 })) {
      ;(await search(client, { per_page: Number(asked) })).assertBodyContains({ per_page: given })
    }
  })

  test('bad searches name their field, and what may stand there', async ({ client, assert }) => {
    for (const [field, value] of Object.entries({
      page: -1,
      per_page: 'many',
      sort: 'luck',
      category: 'nonsense',
      tags: 'one',
      query: { $ne: 1 },
    })) {
      const response = await search(client, { [field]: value })
      response.assertStatus(422)
      response.assertBodyContains({ details: [{ field }] })
    }
    const [{ message }] = (await search(client, { sort: 'luck' })).body().details
    assert.match(message, /must be one of relevance, .*downloads/)
    ;(await search(client, { query: `'; drop table plugins; -- %_\\ & | !` })).assertStatus(200)
  })

  test('a list takes the same number of statements however many plugins it shows', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    for (let i = 0; i < 3; i++) await releasePlugin(user, { name: pluginName() })
    const one = await steadyQueries(() => search(client, { per_page: 1 }))
    const three = await steadyQueries(() => search(client, { per_page: 3 }))
    assert.equal(three, one)
  })

  test('in camelCase for clients that ask for it', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const response = await client.get(`/api/v1/plugins/${name}`).header('accept', 'application/vnd.mockforge.v2+json')
    const body = JSON.parse(response.text() || JSON.stringify(response.body()))
    assert.property(body, 'reviewsCount')
    assert.property(body.versions[0], 'downloadUrl')
  })

  test('in the casing that the media type asks for, however it is spelt', async ({ client, assert }) => {
    const name = pluginName()
    await releasePlugin((await createUser({ platform: ['user'] })).user, { name })
    const type = 'application/vnd.mockforge.v2+json'
    const keysFor = async (accept: string) =>
      Object.keys(JSON.parse((await client.get(`/api/v1/plugins/${name}`).header('accept', accept)).text()) as object)
    for (const accept of [type.toUpperCase(), `text/html, ${type}; q=0.5`]) assert.include(await keysFor(accept), 'createdAt', accept)
    for (const accept of [`${type};q=0`, `${type}; q = 0.00, */*`, `${type}x`, 'application/json']) {
      assert.include(await keysFor(accept), 'created_at', accept)
    }
  })

  test('badges say why, statistics count', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const badges = await client.get(`/api/v1/plugins/${name}/badges`)
    assert.deepEqual(badges.body().badges, ['maintained'])
    assert.match(badges.body().reasons.maintained, /90 days/)
    const stats = await client.get('/api/v1/stats')
    assert.isAbove(stats.body().total_plugins, 0)
    assert.isAbove(stats.body().total_users, 0)
  })
})

test.group('Downloading and withdrawing plugins', () => {
  test('a download is redirected to the very bytes and counted once a day for each client', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const path = `/api/v1/plugins/${name}/versions/1.0.0/download`
    const fetchOnce = () => client.get(path).header('user-agent', 'A browser').redirects(0)
    const first = await fetchOnce()
    first.assertStatus(307)
    await fetchOnce()
    const bytes = await fetch(first.header('location')!)
    assert.equal(bytes.status, 200, first.header('location'))
    assert.equal(sha256(new Uint8Array(await bytes.arrayBuffer())), sha256(pluginModule()))
    await (await app.container.make(CountDownloads)).handle()
    const counted = await db
      .from('version_downloads as d')
      .join('plugin_versions as v', 'v.id', 'd.version_id')
      .join('plugins as p', 'p.id', 'v.plugin_id')
      .where('p.name', name)
    assert.deepEqual(
      counted.map((row) => [Number(row.raw), Number(row.unique_clients)]),
      [[2, 1]]
    )
    const forged = new URL(first.header('location')!)
    forged.pathname = forged.pathname.replace(/[0-9a-f]{4}\//, '0000/')
    assert.notEqual((await fetch(forged)).status, 200)
  })

  test('its owner yanks a version: still downloaded, no longer chosen; others may not', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const stranger = (await createUser({ platform: ['user'] })).user
    const name = pluginName()
    await releasePlugin(user, { name })
    await releasePlugin(user, { name, version: '1.1.0' })
    const yank = async (token: string) => client.delete(`/api/v1/plugins/${name}/versions/1.1.0/yank`).bearerToken(token)

    ;(await yank(await apiToken(stranger))).assertStatus(403)
    ;(await yank(await apiToken(user))).assertBodyContains({ success: true })
    ;(await client.get(`/api/v1/plugins/${name}`)).assertBodyContains({ version: '1.0.0', versions: [{ version: '1.1.0', yanked: true }] })
    ;(await client.get(`/api/v1/plugins/${name}/versions/1.1.0/download`).redirects(0)).assertStatus(307)
    const admin = await createUser({ tenant: { role: 'admin' } })
    const install = await client
      .post('/api/v1/installations')
      .bearerToken(await apiToken(admin.user))
      .json({ plugin: name, version: '1.1.0', consent: [] })
    install.assertStatus(404)
    assert.equal((await db.from('plugins').where('name', name).firstOrFail()).status, 'active')
  })

  test('what was taken down or quarantined is 404 on every route', async ({ client }) => {
    const { user } = await createUser({ platform: ['user'] })
    const [taken, hidden] = [pluginName(), pluginName()]
    await releasePlugin(user, { name: taken })
    const { id: versionId } = await releasePlugin(user, { name: hidden })
    const { id: pluginId } = await db.from('plugins').where('name', taken).firstOrFail()
    await (await app.container.make(ChangePluginStatus)).handle({ ...act, pluginId, act: 'take_down' })
    await (await app.container.make(QuarantineVersion)).handle({ ...act, versionId })

    for (const name of [taken, hidden]) {
      for (const rest of ['', '/badges', '/reviews', '/versions/1.0.0', '/versions/1.0.0/download']) {
        ;(await client.get(`/api/v1/plugins/${name}${rest}`)).assertStatus(404)
      }
      ;(await search(client, { query: name })).assertBodyNotContains({ plugins: [{ name }] })
      ;(await client.get(`/plugins/${name}`).header('accept', 'text/html')).assertStatus(404)
    }
  })
})
