import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { createPlugin } from '#tests/support/plugin_reviews'
import { pluginName, publishBody, releasePlugin } from '#tests/support/plugin_uploads'
import { programToken, teamPlugin } from '#tests/support/publishing'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const path = (name: string) => `/api/v1/plugins/${name}`
const changeBy = (client: ApiClient) => async (user: User, name: string, body: object) =>
  client
    .patch(path(name))
    .bearerToken(await apiToken(user))
    .json(body)
const remove = async (client: ApiClient, user: User, name: string) => client.delete(path(name)).bearerToken(await apiToken(user))
const events = async (pluginId: string) =>
  (await db.from('outbox').where('aggregate_id', pluginId).orderBy('occurred_at')).map(({ name }) => name as string)

test.group('Deprecating a plugin', (group) => {
  group.each.setup(forgetCounts)

  test('its owner advises against it, names another, and takes it back; readers see it, the log keeps it', async ({ client, assert }) => {
    const { name, publisher, pluginId } = await createPlugin()
    const other = await createPlugin()
    const said = await changeBy(client)(publisher, name, { deprecation: { reason: 'No longer kept', replacement: other.name } })
    said.assertStatus(200)
    said.assertBodyContains({ name, status: 'active', deprecation: { reason: 'No longer kept', replacement: other.name } })
    const page = (await client.get(`/plugins/${name}`)).text()
    assert.include(page, other.name)
    // Still found and downloaded.
    ;(await client.get(path(name))).assertStatus(200)

    const again = await changeBy(client)(publisher, name, { deprecation: { reason: 'No longer kept', replacement: other.name } })
    assert.equal(again.body().serial, said.body().serial)
    ;(await changeBy(client)(publisher, name, { deprecation: null })).assertBodyContains({ deprecation: null })
    assert.includeMembers(await events(pluginId), ['registry.plugin_deprecated.v1', 'registry.plugin_undeprecated.v1'])
    assert.lengthOf(await db.from('moderation_actions').where('target_id', pluginId).whereIn('action', ['deprecate', 'undeprecate']), 2)
  })

  test('what was hidden is not deprecated any more: those who have it hear of moderators; taking it back stays possible', async ({
    client,
    assert,
  }) => {
    const { name, publisher, pluginId } = await createPlugin()
    ;(await changeBy(client)(publisher, name, { deprecation: { reason: 'First' } })).assertStatus(200)
    await db.from('plugins').where('id', pluginId).update({ status: 'taken_down' })
    ;(await changeBy(client)(publisher, name, { deprecation: { reason: 'Take mine from elsewhere' } })).assertStatus(409)
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).deprecation_reason, 'First')
    const page = (await client.get(`/publisher/plugins/${pluginId}/upkeep`).loginAs(publisher)).text()
    assert.notInclude(page, `/publisher/plugins/${pluginId}/deprecation`)
    ;(await changeBy(client)(publisher, name, { deprecation: null })).assertStatus(200)
    await db.from('plugins').where('id', pluginId).update({ status: 'active' })
    const open = (await client.get(`/publisher/plugins/${pluginId}/upkeep`).loginAs(publisher)).text()
    assert.include(open, `/publisher/plugins/${pluginId}/deprecation`)
  })

  test('a replacement has to be another public plugin that is recommended itself', async ({ client }) => {
    const { name, publisher } = await createPlugin()
    const old = await createPlugin()
    ;(await changeBy(client)(old.publisher, old.name, { deprecation: {} })).assertStatus(200)
    const hidden = await createPlugin()
    await db.from('plugins').where('id', hidden.pluginId).update({ status: 'taken_down' })
    for (const replacement of [name, old.name, hidden.name, 'no-such-plugin']) {
      const refused = await changeBy(client)(publisher, name, { deprecation: { replacement } })
      refused.assertStatus(422)
      refused.assertBodyContains({ error_code: 'BAD_REPLACEMENT' })
    }
    for (const bad of [
      { archived: 'yes' },
      { deprecation: 'yes' },
      { deprecation: { reason: '' } },
      { deprecation: { reason: 'x'.repeat(501) } },
    ]) {
      ;(await changeBy(client)(publisher, name, bad)).assertStatus(422)
    }
  })

  test('only owners: not other roles, strangers, guests, nor a program’s token', async ({ client, assert }) => {
    const team = await teamPlugin()
    for (const [role, status] of [
      ['stranger', 404],
      ['publisher', 403],
      ['maintainer', 403],
      ['owner', 200],
    ] as const) {
      assert.equal((await changeBy(client)(team[role], team.name, { deprecation: {} })).status(), status, role)
      if (role !== 'owner') assert.equal((await remove(client, team[role], team.name)).status(), status, role)
    }
    ;(await client.patch(path(team.name)).json({ deprecation: null })).assertStatus(401)
    ;(await client.delete(path(team.name))).assertStatus(401)
    const { secret: token } = await programToken(team.owner, {
      scopes: ['publish-new', 'publish-update', 'yank', 'owners', 'trusted-publishing'],
    })
    ;(await client.patch(path(team.name)).bearerToken(token).json({ deprecation: null })).assertStatus(403)
  })
})

test.group('Archiving and deleting a plugin', (group) => {
  group.each.setup(forgetCounts)

  test('an archived one is found, takes no versions, and goes on when its owner says so', async ({ client, assert }) => {
    const { name, publisher } = await createPlugin()
    ;(await changeBy(client)(publisher, name, { archived: true })).assertBodyContains({ status: 'archived' })
    ;(await changeBy(client)(publisher, name, { archived: true })).assertStatus(200)
    ;(await client.get(path(name))).assertStatus(200)
    const publish = async (version: string) =>
      client
        .post('/api/v1/plugins/publish')
        .bearerToken(await apiToken(publisher))
        .json(publishBody({ name, version, salt: 7 }))
    assert.oneOf((await publish('1.1.0')).status(), [403, 409])
    ;(await changeBy(client)(publisher, name, { archived: false })).assertBodyContains({ status: 'active' })
    ;(await publish('1.1.0')).assertStatus(200)
  })

  test('a new one that nobody uses is deleted: gone everywhere, its name used for ever', async ({ client, assert }) => {
    const { name, publisher, pluginId } = await createPlugin()
    ;(await remove(client, publisher, name)).assertStatus(204)
    ;(await client.get(path(name))).assertStatus(404)
    ;(await client.get(`/plugins/${name}`)).assertStatus(404)
    ;(await remove(client, publisher, name)).assertStatus(404)
    const { user } = await createUser({ platform: ['user'] })
    for (const person of [user, publisher]) {
      const taken = await client
        .post('/api/v1/plugins/publish')
        .bearerToken(await apiToken(person))
        .json(publishBody({ name, version: '2.0.0', salt: 9 }))
      assert.isAtLeast(taken.status(), 400)
    }
    assert.include(await events(pluginId), 'registry.plugin_deleted.v1')
  })

  test('not when it is older than three days, installed by somebody, or needed by another plugin', async ({ client }) => {
    const old = await createPlugin()
    await db
      .from('plugins')
      .where('id', old.pluginId)
      .update({ created_at: new Date(Date.now() - 73 * 3_600_000) })
    const refused = await remove(client, old.publisher, old.name)
    refused.assertStatus(409)
    refused.assertBodyContains({ error_code: 'TOO_OLD_TO_DELETE' })

    const needed = await createPlugin()
    const { user } = await createUser({ platform: ['user'] })
    const { id: versionId } = await releasePlugin(user, { name: pluginName() })
    await db.table('version_deps').insert({ version_id: versionId, kind: 'runtime', dep_canon_name: needed.name, range: '^1' })
    const still = await remove(client, needed.publisher, needed.name)
    still.assertStatus(409)
    still.assertBodyContains({ error_code: 'STILL_NEEDED' })
    await db.from('version_deps').where('version_id', versionId).update({ kind: 'conflicts' })
    ;(await remove(client, needed.publisher, needed.name)).assertStatus(204)
  })

  test('a yanked version is offered again', async ({ client, assert }) => {
    const { name, publisher } = await createPlugin()
    const token = await apiToken(publisher)
    const yanked = async () => (await client.get(`${path(name)}/versions/1.0.0`)).body().yanked as boolean
    ;(await client.delete(`${path(name)}/versions/1.0.0/yank`).bearerToken(token)).assertStatus(200)
    assert.isTrue(await yanked())
    const { user } = await createUser({ platform: ['user'] })
    ;(await client.post(`${path(name)}/versions/1.0.0/unyank`).bearerToken(await apiToken(user))).assertStatus(403)
    ;(await client.post(`${path(name)}/versions/1.0.0/unyank`).bearerToken(token)).assertStatus(200)
    assert.isFalse(await yanked())
  })

  test('by page: what it does is said before, and done', async ({ client, assert }) => {
    const { name, publisher, pluginId } = await createPlugin()
    const home = `/publisher/plugins/${pluginId}`
    const submit = (to: string, form: object) => client.post(`${home}/${to}`).loginAs(publisher).withCsrfToken().redirects(0).form(form)
    assert.include((await client.get(`${home}/upkeep`).loginAs(publisher)).text(), 'Advise against it')
    ;(await submit('deprecation', { reason: 'Take something newer' })).assertStatus(302)
    assert.include((await client.get(`/plugins/${name}`)).text(), 'Take something newer')
    ;(await submit('upkeep/undeprecate', {})).assertStatus(302)
    assert.include((await client.get(`${home}/upkeep/delete`).loginAs(publisher)).text(), 'stay used for ever')
    const { user } = await createUser({ platform: ['user'] })
    ;(await client.get(`${home}/upkeep`).loginAs(user)).assertStatus(404)
    ;(await client.get(`${home}/upkeep/explode`).loginAs(publisher)).assertStatus(404)
    ;(await submit('upkeep/delete', {})).assertStatus(302)
    ;(await client.get(`/plugins/${name}`)).assertStatus(404)
  })
})
