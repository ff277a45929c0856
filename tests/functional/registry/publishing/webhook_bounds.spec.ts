import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import QueueWebhooks from '#registry/webhooks/jobs/queue_webhooks'
import { newId } from '#core/ids'
import { YankVersion } from '#registry/actions/yank_version'
import { forgetCounts } from '#tests/support/forget_counts'
import { PASSWORD } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { lastEvent, somebody, teamPlugin } from '#tests/support/publishing'
import { deliveriesOf, webhooksOf } from '#tests/support/webhooks'
import type User from '#identity/models/user'

const URL = 'https://hooks.example.com/a'

async function yankAndQueue(plugin: string, user: User) {
  const yank = await app.container.make(YankVersion)
  const { pluginId } = await yank.handle({ actor: actorOf(user), plugin, version: '1.0.0', reason: 'Broken' })
  const event = await lastEvent('registry.version_yanked.v1', pluginId)
  await (await app.container.make(QueueWebhooks)).handle({ ...event, id: newId(), tenantId: null, occurredAt: '2026-01-01T00:00:00.000Z' })
}

test.group('Webhooks of some plugins only', (group) => {
  group.each.setup(forgetCounts)

  test('are told of these and of no other; without a choice of all, and tokens are no plugin', async ({ client, assert }) => {
    const team = await teamPlugin()
    const second = pluginName()
    await releasePlugin(team.owner, { name: second })
    const own = await webhooksOf(client, team.owner)
    const [bounded, open] = [await own.add(URL, { plugins: [second.toUpperCase()] }), await own.add(URL)]
    assert.deepEqual((await own.get(`/${bounded.id}`)).body().plugins, [second])
    assert.deepEqual((await own.get(`/${open.id}`)).body().plugins, [])
    await yankAndQueue(team.name, team.owner)
    assert.lengthOf(await deliveriesOf(bounded.id), 0)
    assert.lengthOf(await deliveriesOf(open.id), 1)
    await yankAndQueue(second, team.owner)
    assert.lengthOf(await deliveriesOf(bounded.id), 1)
    assert.lengthOf(await deliveriesOf(open.id), 2)
    const wide = await own.patch(`/${bounded.id}`, { plugins: [] })
    assert.deepEqual(wide.body().plugins, [])
  })

  test('a plugin of others is refused, in the API by its field and on the page; names are those of now', async ({ client, assert }) => {
    const team = await teamPlugin()
    const foreign = await webhooksOf(client, team.stranger)
    const refused = await foreign.post('', { url: URL, events: ['version.yanked'], plugins: [team.name] })
    refused.assertStatus(422)
    assert.equal(refused.body().details[0].field, 'plugins')
    const mine = await (await webhooksOf(client, team.maintainer)).add(URL, { plugins: [team.name] })
    assert.deepEqual((await (await webhooksOf(client, team.maintainer)).get(`/${mine.id}`)).body().plugins, [team.name])
  })

  test('by page: what it is told of is changed, whose it is is chosen, and another person finds nothing', async ({ assert }) => {
    const [team, stranger] = [await teamPlugin(), await somebody()]
    const browser = new Visitor()
    await browser.signIn(team.owner.email, PASSWORD)
    const slug = `hooks-${team.name.slice(-12)}`
    await browser.open('/publisher/teams')
    await browser.submit('/publisher/teams', { name: 'Hooks', slug })
    assert.include((await browser.open('/publisher/webhooks/new')).text, `value="${slug}"`)
    await browser.submit('/publisher/webhooks', { 'url': URL, 'events[]': 'version.published', 'algorithm': 'hmac', 'publisher': slug })
    const publisher = await db.from('publishers').where('slug', slug).firstOrFail()
    const hook = await db.from('webhooks').where('owner', `org:${publisher.id}`).firstOrFail()
    await browser.submit('/publisher/webhooks', { 'url': URL, 'events[]': 'version.published', 'algorithm': 'hmac' })
    const own = await db.from('webhooks').where('owner', `user:${team.owner.id}`).firstOrFail()

    assert.include((await browser.open(`/publisher/webhooks/${own.id}/edit`)).text, team.name)
    const changes = { 'url': `${URL}?b`, 'events[]': 'version.yanked', 'plugins[]': team.name, 'description': 'CI' }
    assert.equal((await browser.submit(`/publisher/webhooks/${own.id}`, changes)).status, 302)
    const after = await db.from('webhooks').where('id', own.id).firstOrFail()
    assert.containsSubset(after, { url: `${URL}?b`, events: ['version.yanked'], description: 'CI' })
    assert.lengthOf(after.subjects, 1)
    assert.include((await browser.open(`/publisher/webhooks/${own.id}`)).text, team.name)
    // The publisher has no part in the plugin: it would never hear of it.
    await browser.open(`/publisher/webhooks/${hook.id}/edit`)
    await browser.submit(`/publisher/webhooks/${hook.id}`, changes)
    assert.include((await browser.open(`/publisher/webhooks/${hook.id}/edit`)).text, 'Nothing would be told')

    const other = new Visitor()
    await other.signIn(stranger.email, PASSWORD)
    assert.equal((await other.open(`/publisher/webhooks/${own.id}/edit`)).status, 404)
    await other.open('/publisher/webhooks')
    assert.equal((await other.submit(`/publisher/webhooks/${own.id}`, changes)).status, 404)
  })
})
