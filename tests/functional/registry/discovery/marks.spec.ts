import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { marksPerHour } from '#registry/discovery/settings'
import TellFollowers from '#notifications/jobs/tell_followers'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { moderator, published, withdraw } from '#tests/support/withdrawals'
import { releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type { VersionEventPayload } from '#registry/events/registry_events'
import type User from '#identity/models/user'

type Plugin = Awaited<ReturnType<typeof published>>

const person = async () => {
  const { user } = await createUser({ platform: ['user'] })
  return { user, token: await apiToken(user) }
}
const namesOf = async (client: ApiClient, token: string) =>
  ((await client.get('/api/v1/favourites').bearerToken(token)).body().data as { name: string }[]).map(({ name }) => name)
const slugOf = async ({ pluginId }: Plugin): Promise<string> =>
  (await db.from('publishers as b').join('plugins as p', 'p.publisher_id', 'b.id').where('p.id', pluginId).select('b.slug').firstOrFail())
    .slug

const publishedEvent = ({ pluginId, name, versionId }: Plugin): DomainEvent<VersionEventPayload> => ({
  ...{ id: newId(), name: 'registry.version_published.v1', tenantId: null, aggregateId: pluginId, occurredAt: new Date().toISOString() },
  payload: { plugin_id: pluginId, version_id: versionId, plugin: name, version: '1.0.0' } as VersionEventPayload,
})
const tell = async (event: DomainEvent<VersionEventPayload>) => (await app.container.make(TellFollowers)).handle(event)
const heard = async ({ id }: User) => (await db.from('notifications').where({ user_id: id, kind: 'registry.followed_release' })).length

test.group('Favourites and follows', (group) => {
  group.each.setup(forgetCounts)

  test('are put on and taken off, as often as one likes, and counted; guests are asked to sign in', async ({ client, assert }) => {
    const { name } = await published()
    const [one, two] = [await person(), await person()]
    const path = `/api/v1/plugins/${name.toUpperCase()}/favourite`
    ;(await client.put(path)).assertStatus(401)
    for (let at = 0; at < 2; at++) {
      ;(await client.put(path).bearerToken(one.token)).assertBodyContains({ success: true, favourite: true, count: 1 })
    }
    ;(await client.put(path).bearerToken(two.token)).assertBodyContains({ count: 2 })
    assert.deepEqual(await namesOf(client, one.token), [name])
    ;(await client.delete(path).bearerToken(one.token)).assertBodyContains({ favourite: false, count: 1 })
    assert.deepEqual(await namesOf(client, one.token), [])
    assert.deepEqual(await namesOf(client, two.token), [name])
    ;(await client.put('/api/v1/plugins/no-such-plugin/favourite').bearerToken(one.token)).assertStatus(404)
    ;(await client.put('/api/v1/publishers/nobody/follow').bearerToken(one.token)).assertStatus(404)
  })

  test('of many people at once are all counted', async ({ client, assert }) => {
    const { name } = await published()
    const people = await Promise.all(Array.from({ length: 8 }, person))
    await Promise.all(people.map(({ token }) => client.put(`/api/v1/plugins/${name}/favourite`).bearerToken(token)))
    const again = await client.put(`/api/v1/plugins/${name}/favourite`).bearerToken(people[0]!.token)
    assert.equal(again.body().count, 8)
  })

  test('lists go page by page, each thing once, and leave out what is hidden until it is back', async ({ client, assert }) => {
    const { token } = await person()
    const plugins = [await published(), await published(), await published()]
    for (const { name } of plugins) {
      await client.put(`/api/v1/plugins/${name}/favourite`).bearerToken(token)
      await client.put(`/api/v1/plugins/${name}/follow`).bearerToken(token)
    }
    await client.put(`/api/v1/publishers/${await slugOf(plugins[0]!)}/follow`).bearerToken(token)
    for (const [path, key, expected] of [
      ['/api/v1/favourites', 'name', 3],
      ['/api/v1/follows', 'handle', 4],
    ] as const) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await client
          .get(path)
          .qs({ limit: 2, ...(cursor ? { cursor } : {}) })
          .bearerToken(token)
        page.assertStatus(200)
        seen.push(...(page.body().data as Record<string, string>[]).map((row) => row[key]!))
        cursor = page.body().meta.next_cursor as string | null
      } while (cursor)
      assert.lengthOf(seen, expected)
      assert.equal(new Set(seen).size, expected)
    }
    const actor = { ...systemActor('test'), userId: (await moderator()).id }
    await withdraw({ actor, pluginId: plugins[0]!.pluginId, act: 'take_down' })
    assert.notInclude(await namesOf(client, token), plugins[0]!.name)
    assert.lengthOf((await client.get('/api/v1/follows').bearerToken(token)).body().data, 2)
    await withdraw({ actor, pluginId: plugins[0]!.pluginId, act: 'restore' })
    assert.include(await namesOf(client, token), plugins[0]!.name)
  })

  test('no more than so many an hour', async ({ client, cleanup }) => {
    const { name } = await published()
    const { token } = await person()
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), marksPerHour.key, 2)
    cleanup(async () => void (await settings.set(systemActor('test'), marksPerHour.key, marksPerHour.default)))
    for (let at = 0; at < 2; at++) (await client.put(`/api/v1/plugins/${name}/follow`).bearerToken(token)).assertStatus(200)
    ;(await client.put(`/api/v1/plugins/${name}/follow`).bearerToken(token)).assertStatus(429)
  })

  test('on pages: buttons without scripts, lists of mine, nobody else gets there', async ({ client, assert }) => {
    const plugin = await published()
    const { user } = await person()
    const open = (path: string) => client.get(path).loginAs(user).header('accept', 'text/html').redirects(0)
    const press = (path: string, form: object) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
    for (const mark of ['favourite', 'follow']) (await press(`/plugins/${plugin.name}/${mark}`, { is_set: '1' })).assertStatus(302)
    assert.include((await open(`/plugins/${plugin.name}`)).text(), 'aria-pressed="true"')
    assert.include((await open('/account/favourites')).text(), `/plugins/${plugin.name}`)
    assert.include((await open('/account/follows')).text(), `/plugins/${plugin.name}/follow`)
    ;(await press('/account/follows/notices', { release_notices: '0' })).assertStatus(302)
    assert.include((await open('/account/follows')).text(), 'You are not told')
    ;(await press(`/plugins/${plugin.name}/favourite`, { is_set: '0' })).assertStatus(302)
    assert.notInclude((await open('/account/favourites')).text(), `/plugins/${plugin.name}`)
    const guest = await client.get('/account/favourites').header('accept', 'text/html').redirects(0)
    assert.equal(guest.status(), 302)
  })
})

test.group('Followers', (group) => {
  group.each.setup(forgetCounts)

  test('of a plugin and of its publisher hear of a version once, however often it is published', async ({ client, assert }) => {
    const plugin = await published()
    const [both, publisher, muted, nobody] = [await person(), await person(), await person(), await person()]
    const slug = await slugOf(plugin)
    for (const { token } of [both, muted]) await client.put(`/api/v1/plugins/${plugin.name}/follow`).bearerToken(token)
    for (const { token } of [both, publisher]) await client.put(`/api/v1/publishers/${slug}/follow`).bearerToken(token)
    const heardOf = client.put('/api/v1/follows/notices').bearerToken(muted.token).json({ release_notices: false })
    ;(await heardOf).assertBodyContains({ release_notices: false })

    const event = publishedEvent(plugin)
    await Promise.all([tell(event), tell(event)])
    await tell(event)
    await tell(publishedEvent(plugin))
    assert.deepEqual(await Promise.all([both, publisher, muted, nobody].map(({ user }) => heard(user))), [1, 1, 0, 0])

    await client.put('/api/v1/follows/notices').bearerToken(muted.token).json({ release_notices: true })
    const { id: versionId } = await releasePlugin(plugin.publisher, { name: plugin.name, version: '1.1.0', salt: 7 })
    await tell(publishedEvent({ ...plugin, versionId }))
    assert.deepEqual(await Promise.all([both, publisher, muted, nobody].map(({ user }) => heard(user))), [2, 2, 1, 0])
  })

  test('hear nothing of what is hidden by the time they would be told', async ({ client, assert }) => {
    const plugin = await published()
    const { user, token } = await person()
    await client.put(`/api/v1/plugins/${plugin.name}/follow`).bearerToken(token)
    const actor = { ...systemActor('test'), userId: (await moderator()).id }
    await withdraw({ actor, pluginId: plugin.pluginId, act: 'take_down' })
    await tell(publishedEvent(plugin))
    assert.equal(await heard(user), 0)
  })

  test('who are many are told some hundred at a time', async ({ assert }) => {
    const plugin = await published()
    const ids = Array.from({ length: 1_001 }, newId)
    await db.table('users').multiInsert(
      ids.map((id) => ({
        id,
        email: `${id}@example.test`,
        username: id.slice(-20),
        full_name: 'A follower',
        status: 'active',
        password_hash: 'x',
      }))
    )
    await db.table('plugin_follows').multiInsert(ids.map((id) => ({ user_id: id, plugin_id: plugin.pluginId })))
    await tell(publishedEvent(plugin))
    const told = await db.from('notifications').whereIn('user_id', ids).countDistinct('user_id as people').count('* as notices').first()
    assert.deepEqual([Number(told.people), Number(told.notices)], [1_001, 1_001])
  })
})
