import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import FinishTransfers from '#registry/owners/jobs/finish_transfers'
import { newId } from '#core/ids'
import { linkSecret } from '#registry/owners/link_secret'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, PASSWORD } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'
import { somebody, teamPlugin } from '#tests/support/publishing'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

async function company(...people: [User, 'admin' | 'member'][]) {
  const [id, slug] = [newId(), `named-${newId().slice(-12)}`]
  await db.table('publishers').insert({ id, slug, name: `Named ${slug}`, kind: 'org' })
  for (const [{ id: userId }, role] of people) await db.table('publisher_members').insert({ publisher_id: id, user_id: userId, role })
  return { id, slug }
}
const send = async (client: ApiClient, user: User, [method, path, body]: ['put' | 'post', string, object]) =>
  client[method](`/api/v1/${path}`)
    .bearerToken(await apiToken(user))
    .json(body)
const publish = (client: ApiClient, user: User, more: { name: string; publisher: string }) =>
  send(client, user, ['post', 'plugins/publish', { ...publishBody(more), ...more }])
const slugOf = async (name: string) =>
  await db
    .from('plugins as p')
    .join('publishers as b', 'b.id', 'p.publisher_id')
    .where('p.name', name)
    .select('b.slug', 'b.user_id')
    .first()
const expire = (id: string) =>
  db
    .from('plugin_transfers')
    .where('id', id)
    .update({ completes_at: new Date(Date.now() - 1_000) })
const finish = async () => (await app.container.make(FinishTransfers)).handle()

test.group('In whose name a plugin stands', (group) => {
  group.each.setup(forgetCounts)

  test('is said with its first version, by people of the publisher only; later versions keep it', async ({ client, assert }) => {
    const [member, stranger] = [await somebody(), await somebody()]
    const acme = await company([member, 'member'])
    const name = pluginName()
    ;(await publish(client, stranger, { name, publisher: acme.slug })).assertStatus(404)
    assert.isNull(await slugOf(name))
    ;(await publish(client, member, { name, publisher: acme.slug })).assertStatus(200)
    assert.equal((await slugOf(name)).slug, acme.slug)
    const next = publishBody({ name, version: '1.1.0', salt: 1 })
    const other = await company([member, 'admin'])
    const refused = await send(client, member, ['post', 'plugins/publish', { ...next, publisher: other.slug }])
    refused.assertStatus(422)
    assert.equal(refused.body().details[0].field, 'publisher')
    ;(await send(client, member, ['post', 'plugins/publish', next])).assertStatus(200)
    assert.equal((await slugOf(name)).slug, acme.slug)
  })

  test('its owner changes it to a publisher of theirs; out of one only an admin of it does, and not while it is restricted', async ({
    client,
    assert,
  }) => {
    const team = await teamPlugin()
    const acme = await company([team.owner, 'member'])
    const path = `plugins/${team.name}/publisher`
    const foreign = await company([team.stranger, 'admin'])
    ;(await send(client, team.owner, ['put', path, { publisher: foreign.slug }])).assertStatus(404)
    ;(await send(client, team.maintainer, ['put', path, { publisher: null }])).assertStatus(403)
    ;(await send(client, team.stranger, ['put', path, { publisher: foreign.slug }])).assertStatus(404)
    const moved = await send(client, team.owner, ['put', path, { publisher: acme.slug }])
    moved.assertStatus(200)
    moved.assertBodyContains({ plugin: team.name, publisher: acme.slug })
    const read = await client.get(`/api/v1/plugins/${team.name}`).qs({ min_serial: moved.body().serial })
    read.assertStatus(200)
    assert.equal((await slugOf(team.name)).slug, acme.slug)
    ;(await send(client, team.owner, ['put', path, { publisher: null }])).assertStatus(403)
    ;(await send(client, team.owner, ['post', `plugins/${team.name}/transfer`, { email: team.stranger.email }])).assertStatus(403)
    await db.from('publisher_members').where({ publisher_id: acme.id, user_id: team.owner.id }).update({ role: 'admin' })
    await db.from('publishers').where('id', acme.id).update({ restricted_at: new Date() })
    ;(await send(client, team.owner, ['put', path, { publisher: null }])).assertStatus(409)
    await db.from('publishers').where('id', acme.id).update({ restricted_at: null })
    ;(await send(client, team.owner, ['put', path, { publisher: null }])).assertStatus(200)
    assert.equal((await slugOf(team.name)).user_id, team.owner.id)
  })

  test('who takes a plugin over says in whose name; who left that publisher meanwhile does not get it', async ({ client, assert }) => {
    const heir = await somebody()
    const acme = await company([heir, 'member'])
    const outcomes: (string | null)[] = []
    for (const leaves of [false, true]) {
      const team = await teamPlugin()
      const offer = await send(client, team.owner, ['post', `plugins/${team.name}/transfer`, { email: heir.email }])
      const id = offer.body().id as string
      const accept = { token: linkSecret('transfer', id), publisher: acme.slug }
      const foreign = { ...accept, publisher: (await company([team.stranger, 'admin'])).slug }
      ;(await send(client, heir, ['post', 'plugin-transfers/accept', foreign])).assertStatus(404)
      ;(await send(client, heir, ['post', 'plugin-transfers/accept', accept])).assertStatus(200)
      if (leaves) await db.from('publisher_members').where({ publisher_id: acme.id, user_id: heir.id }).delete()
      await expire(id)
      await finish()
      outcomes.push((await slugOf(team.name)).slug, (await db.from('plugin_transfers').where('id', id).firstOrFail()).status)
    }
    assert.equal(outcomes[0], acme.slug)
    assert.notEqual(outcomes[2], acme.slug)
    assert.deepEqual([outcomes[1], outcomes[3]], ['completed', 'cancelled'])
  })

  test('by page: chosen at the owners, with an upload and when one takes over; admins give people roles', async ({ assert }) => {
    const [team, colleague] = [await teamPlugin(), await somebody()]
    const acme = await company([team.owner, 'admin'], [colleague, 'member'])
    const browser = new Visitor()
    await browser.signIn(team.owner.email, PASSWORD)
    const { id } = await db.from('plugins').where('name', team.name).firstOrFail()
    assert.include((await browser.open(`/publisher/plugins/${id}/owners`)).text, `value="${acme.slug}"`)
    assert.equal((await browser.submit(`/publisher/plugins/${id}/publisher`, { publisher: acme.slug })).status, 302)
    assert.equal((await slugOf(team.name)).slug, acme.slug)
    assert.include((await browser.open('/publisher/plugins/new')).text, `value="${acme.slug}"`)
    await browser.open(`/publisher/teams/${acme.slug}`)
    await browser.submit(`/publisher/teams/${acme.slug}/members/${colleague.id}/role`, { role: 'admin' })
    assert.lengthOf(await db.from('publisher_members').where({ publisher_id: acme.id, role: 'admin' }), 2)
    const other = new Visitor()
    await other.signIn(team.maintainer.email, PASSWORD)
    const page = await other.open(`/publisher/plugins/${id}/owners`)
    assert.include(page.text, `Named ${acme.slug}`)
    assert.notInclude(page.text, `/publisher/plugins/${id}/publisher`)
    assert.equal((await other.submit(`/publisher/plugins/${id}/publisher`, { publisher: '' })).status, 403)
  })
})
