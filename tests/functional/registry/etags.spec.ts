import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { YankVersion } from '#registry/actions/yank_version'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { steadyQueries } from '#tests/support/statements'
import { createUser } from '#tests/support/users'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'

const act = { actor: systemActor('test'), reasonCode: 'malicious', publicReason: 'It was not what it said' } as const
const readsOf = (name: string) => ['', '/versions/1.0.0', '/badges', '/reviews'].map((rest) => `/api/v1/plugins/${name}${rest}`)
const tagOf = async (client: ApiClient, path: string) => (await client.get(path)).header('etag')!
const again = (client: ApiClient, path: string, tag: string) => client.get(path).header('if-none-match', tag)

test.group('Public reads of the registry', () => {
  test('are answered 304 to who has them, in the casing they have', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    for (const path of [...readsOf(name), `/api/v1/plugins?q=${name}`]) {
      const first = await client.get(path)
      first.assertStatus(200)
      assert.match(first.header('etag') ?? '', /^W\/"/, path)
      assert.equal(first.header('cache-control'), 'public, no-cache')
      assert.include(first.header('vary') ?? '', 'Accept')
      const second = await again(client, path, `"other", ${first.header('etag')}`)
      second.assertStatus(304)
      assert.equal(second.text() ?? '', '')
      assert.equal(second.header('etag'), first.header('etag'))
      const camel = await again(client, path, first.header('etag')!).header('accept', 'application/vnd.mockforge.v2+json')
      if (path.endsWith(name) && !path.includes('?')) camel.assertStatus(200)
      ;(await again(client, path, '"other"')).assertStatus(200)
    }
    const path = `/api/v1/plugins/${name}`
    const tag = await tagOf(client, path)
    assert.isAtMost(await steadyQueries(() => again(client, path, tag)), 1)
  })

  test('change their tag with whatever they tell', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    const path = `/api/v1/plugins/${name}`
    await releasePlugin(user, { name })
    const seen = new Set<string>()
    const expectNew = async (what: string) => {
      const response = await client.get(path)
      response.assertStatus(200)
      const tag = response.header('etag')!
      assert.isFalse(seen.has(tag), what)
      seen.add(tag)
      assert.equal(await tagOf(client, path), tag, `${what}: told twice`)
      return response.body() as { version: string; downloads: number; versions: { yanked: boolean }[] }
    }
    await expectNew('first')
    await releasePlugin(user, { name, version: '1.1.0' })
    assert.equal((await expectNew('a release')).version, '1.1.0')
    await db.from('plugins').where('name', name).update({ downloads_total: 7 })
    assert.equal((await expectNew('downloads')).downloads, 7)
    await db.from('plugins').where('name', name).update({ rating_sum: 5, rating_count: 1 })
    await expectNew('a rating')
    await db.from('plugins').where('name', name).update({ verified_at: new Date() })
    await expectNew('verification')
    await (await app.container.make(YankVersion)).handle({ actor: actorOf(user), plugin: name, version: '1.1.0' })
    assert.isTrue((await expectNew('a yank')).versions[0]!.yanked)
  })

  test('of what was hidden are 404, never 304, and 304 again when it is back', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const [taken, hidden] = [pluginName(), pluginName()]
    await releasePlugin(user, { name: taken })
    const { id: versionId } = await releasePlugin(user, { name: hidden })
    const tags = new Map<string, string>()
    for (const path of [...readsOf(taken), ...readsOf(hidden)]) tags.set(path, await tagOf(client, path))

    const { id: pluginId } = await db.from('plugins').where('name', taken).firstOrFail()
    const changeStatus = await app.container.make(ChangePluginStatus)
    await changeStatus.handle({ ...act, pluginId, act: 'take_down' })
    await (await app.container.make(QuarantineVersion)).handle({ ...act, versionId })
    for (const [path, tag] of tags) {
      ;(await again(client, path, tag)).assertStatus(404)
      ;(await again(client, path, '*')).assertStatus(404)
    }
    await changeStatus.handle({ ...act, pluginId, act: 'restore' })
    const path = `/api/v1/plugins/${taken}`
    const tag = await tagOf(client, path)
    assert.notEqual(tag, tags.get(path))
    ;(await again(client, path, tag)).assertStatus(304)
  })
})
