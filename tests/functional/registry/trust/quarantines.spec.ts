import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { systemActor } from '#core/actor'
import EndQuarantines from '#registry/takedowns/jobs/end_quarantines'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf, releasePlugin } from '#tests/support/plugin_uploads'
import { apiToken, createUser } from '#tests/support/users'
import { moderator, published, REASON, statusOf, withdraw } from '#tests/support/withdrawals'
import type User from '#identity/models/user'

test.group('A quarantine', () => {
  const end = async () => (await app.container.make(EndQuarantines)).handle()
  const move = (pluginId: string, minutes: number) =>
    db
      .from('plugins')
      .where('id', pluginId)
      .update({ quarantine_expires_at: new Date(Date.now() + minutes * 60_000) })

  test('is told before it ends, once, and ends as was decided; one that was not over stays', async ({ client, assert }) => {
    const staff = actorOf(await moderator())
    const [gone, back, later] = [await published(), await published(), await published()]
    const quarantine = { actor: staff, act: 'quarantine' as const, days: 10 }
    await withdraw({ ...quarantine, pluginId: gone.pluginId, onExpiry: 'take_down' })
    await withdraw({ ...quarantine, pluginId: back.pluginId, onExpiry: 'release' })
    await withdraw({ ...quarantine, pluginId: later.pluginId })
    ;(await client.get(`/api/v1/plugins/${back.name}`)).assertStatus(404)
    await end()
    const told = () => db.from('outbox').where({ aggregate_id: gone.pluginId, name: 'registry.quarantine_ending.v1' })
    assert.isEmpty(await told())
    await move(gone.pluginId, 60)
    await end()
    await end()
    assert.lengthOf(await told(), 1)
    assert.equal(await statusOf(gone.pluginId), 'quarantined')
    await move(gone.pluginId, -1)
    await move(back.pluginId, -1)
    await Promise.all([end(), end()])
    assert.deepEqual(
      [await statusOf(gone.pluginId), await statusOf(back.pluginId), await statusOf(later.pluginId)],
      ['taken_down', 'active', 'quarantined']
    )
    ;(await client.get(`/api/v1/plugins/${back.name}`)).assertStatus(200)
    assert.lengthOf(await db.from('moderation_actions').where({ target_id: back.pluginId, action: 'release' }), 1)
  })

  test('without an end cannot be written', async ({ assert }) => {
    const { pluginId } = await published()
    await assert.rejects(() => db.from('plugins').where('id', pluginId).update({ status: 'quarantined' }), /plugins_quarantine_ends/)
    await withdraw({ actor: systemActor('test'), pluginId, act: 'quarantine' })
    assert.equal(await statusOf(pluginId), 'quarantined')
  })
})

test.group('A quarantine of one version', (group) => {
  group.each.setup(forgetCounts)

  const versionOf = (id: string) => db.from('plugin_versions').where('id', id).firstOrFail()
  const move = (id: string, minutes: number) =>
    db
      .from('plugin_versions')
      .where('id', id)
      .update({ quarantine_expires_at: new Date(Date.now() + minutes * 60_000) })
  const end = async () => (await app.container.make(EndQuarantines)).handle()

  test('by program: for some days, with what happens then; told before, ended as was decided, once', async ({ client, assert }) => {
    const staff = await moderator()
    const token = await apiToken(staff)
    const [gone, back] = [await published(), await published()]
    const act = (name: string, what: string, body: object) =>
      client.post(`/api/v1/admin/plugins/${name}/versions/1.0.0/${what}`).bearerToken(token).json(body)
    ;(await act(gone.name, 'quarantine', { reason: '' })).assertStatus(422)
    ;(await act(gone.name, 'release', { reason: REASON })).assertStatus(409)
    ;(await act(gone.name, 'remove', { reason: REASON })).assertStatus(409)
    ;(await act('no-such-plugin', 'quarantine', { reason: REASON })).assertStatus(404)
    ;(await act(gone.name, 'quarantine', { reason: REASON, days: 3 })).assertBodyContains({ status: 'quarantined', version: '1.0.0' })
    ;(await act(back.name, 'quarantine', { reason: REASON, on_expiry: 'release' })).assertStatus(200)
    assert.containSubset(await versionOf(gone.versionId), { quarantine_owner_id: staff.id, quarantine_on_expiry: 'remove' })
    ;(await client.get(`/api/v1/plugins/${gone.name}/versions/1.0.0`)).assertStatus(404)

    await move(gone.versionId, 60)
    await end()
    await end()
    const told = await db.from('outbox').where({ name: 'registry.quarantine_ending.v1', aggregate_id: gone.versionId })
    assert.lengthOf(told, 1)
    await move(gone.versionId, -1)
    await move(back.versionId, -1)
    await Promise.all([end(), end()])
    assert.containSubset(await versionOf(gone.versionId), { status: 'removed', quarantine_owner_id: null, quarantine_expires_at: null })
    assert.equal((await versionOf(back.versionId)).status, 'published')
    ;(await client.get(`/api/v1/plugins/${back.name}/versions/1.0.0`)).assertStatus(200)
    assert.lengthOf(await db.from('moderation_actions').where({ target_id: back.versionId, action: 'release' }), 1)
  })

  test('of what was never public ends with its removal, whatever was asked for; without an end it cannot be written', async ({
    assert,
  }) => {
    const { publisher, name, versionId } = await published()
    const { id } = await releasePlugin(publisher, { name, version: '2.0.0', salt: 5 }, { isApproved: false })
    const quarantine = await app.container.make(QuarantineVersion)
    const decision = { actor: systemActor('test'), reasonCode: 'other', publicReason: REASON, onExpiry: 'release' as const }
    await quarantine.handle({ ...decision, versionId: id })
    assert.equal((await versionOf(id)).quarantine_on_expiry, 'remove')
    await quarantine.handle({ ...decision, versionId })
    assert.equal((await versionOf(versionId)).quarantine_on_expiry, 'release')
    const other = (await published()).versionId
    await assert.rejects(
      () => db.from('plugin_versions').where('id', other).update({ status: 'quarantined' }),
      /plugin_versions_quarantine_ends/
    )
  })

  test('by page: on both panels, listed with the rest; nobody his own; publishers are restricted there too', async ({ client, assert }) => {
    for (const [area, role] of [
      ['moderator', 'moderator'],
      ['operator', 'admin'],
    ] as const) {
      const { publisher, name, pluginId, versionId } = await published()
      const { user } = await createUser({ platform: [role] })
      const page = `/${area}/registry-plugins/${pluginId}`
      const address = `${page}/versions/${versionId}/withdraw`
      assert.include((await client.get(page).loginAs(user)).text(), `${address}/quarantine`)
      assert.include((await client.get(`${address}/quarantine`).loginAs(user)).text(), 'name="on_expiry"')
      ;(await client.get(`${address}/remove`).loginAs(user)).assertStatus(404)
      const act = (by: User, fields: object) => client.post(address).loginAs(by).withCsrfToken().form(fields)
      await act(user, { act: 'quarantine', reason: '' })
      assert.equal((await versionOf(versionId)).status, 'published')
      await db.table('role_bindings').insert({ user_id: publisher.id, role })
      ;(await act(publisher, { act: 'quarantine', reason: REASON, days: 2 })).assertStatus(403)
      await act(user, { act: 'quarantine', reason: REASON, days: 2, on_expiry: 'release' })
      assert.equal((await versionOf(versionId)).status, 'quarantined')
      assert.include((await client.get(`/${area}/quarantines?search=${name}`).loginAs(user)).text(), `${name} 1.0.0`)
      await act(user, { act: 'release', reason: 'Looked at again' })
      assert.include((await client.get(page).loginAs(user)).text(), '1.0.0: In quarantine')
      assert.equal((await versionOf(versionId)).status, 'published')

      const { publisher_id: id } = await db.from('plugins').where('id', pluginId).firstOrFail()
      const restriction = `/${area}/registry-publishers/${id as string}/restriction`
      const restrict = (by: User, what: string) => client.post(restriction).loginAs(by).withCsrfToken().form({ act: what, reason: REASON })
      assert.include((await client.get(restriction).loginAs(user)).text(), 'wait for a moderator')
      ;(await restrict(publisher, 'restrict')).assertStatus(403)
      await restrict(user, 'restrict')
      assert.isNotNull((await db.from('publishers').where('id', id).firstOrFail()).restricted_at)
      await restrict(user, 'lift')
      assert.isNull((await db.from('publishers').where('id', id).firstOrFail()).restricted_at)
    }
  })
})
