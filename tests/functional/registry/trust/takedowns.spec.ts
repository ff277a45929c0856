import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import router from '@adonisjs/core/services/router'
import { systemActor } from '#core/actor'
import { InstallVersion } from '#registry/actions/install_version'
import StopWithdrawn from '#registry/jobs/stop_withdrawn'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import TellPluginWithdrawn from '#notifications/jobs/tell_plugin_withdrawn'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { actorOf, releasePlugin } from '#tests/support/plugin_uploads'
import { REASON, moderator, published, statusOf, withdraw } from '#tests/support/withdrawals'
import { newId } from '#core/ids'
import type { DomainEvent } from '#core/outbox/event'

/** Every address that speaks of one plugin to anybody, from the list of routes. */
function addressesOf(name: string): string[] {
  const routes = Object.values(router.toJSON()).flat()
  return routes
    .filter(({ methods, pattern }) => methods.includes('GET') && /^\/(api\/v1\/)?plugins\/:name(\/|$)/.test(pattern))
    .map(({ pattern }) => pattern.replace(':name', name).replace(':version', '1.0.0'))
    .filter((path) => !path.includes(':'))
}

test.group('A plugin that was taken down', (group) => {
  group.each.setup(forgetCounts)

  test('is 404 on every public route of a plugin, by an address signed before too; restored, all is there again', async ({
    client,
    assert,
  }) => {
    const { name, pluginId } = await published()
    const staff = await moderator()
    const signed = (await client.get(`/api/v1/plugins/${name}/versions/1.0.0/download`).redirects(0)).header('location')!
    const file = new URL(signed)
    const addresses = [...addressesOf(name), file.pathname + file.search]
    assert.isAbove(addresses.length, 6)
    const { user } = await createUser({ platform: ['user'] })
    const token = await apiToken(user)
    const statuses = async () => {
      const found: string[] = []
      for (const address of addresses) {
        const request = client.get(address).redirects(0)
        const { response } = await (address.startsWith('/api/') ? request.bearerToken(token) : request.loginAs(user))
        found.push(`${response.status} ${address}`)
      }
      return found
    }
    const before = await statuses()
    const seen = before.filter((line) => /^(200|307|422) /.test(line))
    assert.isAbove(seen.length, 6, before.join())
    const isFound = async () => {
      const { plugins } = (await client.post('/api/v1/plugins/search').json({ query: name })).body() as { plugins: { name: string }[] }
      return plugins.some((plugin) => plugin.name === name)
    }
    const resolve = async () => (await client.post('/api/v1/resolve').json({ requires: { [name]: '*' } })).status()
    assert.isTrue(await isFound())
    assert.equal(await resolve(), 200)

    await withdraw({ actor: actorOf(staff), pluginId, act: 'take_down' })
    for (const line of await statuses()) assert.match(line, /^404 /)
    assert.isFalse(await isFound())
    assert.equal(await resolve(), 409)
    assert.notInclude((await client.get(`/plugins?query=${name}`)).text(), `/plugins/${name}`)

    await withdraw({ actor: actorOf(staff), pluginId, act: 'restore' })
    assert.deepEqual(await statuses(), before)
    assert.isTrue(await isFound())
  })

  test('leaves action, audit, event, log and serial, and the way back names what it takes back', async ({ assert }) => {
    const { name, pluginId } = await published()
    const actor = actorOf(await moderator())
    const before = await db.from('plugins').where('id', pluginId).firstOrFail()
    const { serial } = await withdraw({ actor, pluginId, act: 'take_down', note: 'Seen twice' })
    assert.isAbove(serial, before.serial as number)
    const down = await db.from('moderation_actions').where({ target_id: pluginId, action: 'take_down' }).firstOrFail()
    assert.deepInclude(down, { public_reason: REASON, internal_note: 'Seen twice', actor_id: actor.userId, serial })
    assert.lengthOf(await db.from('audit_log').where({ target_id: pluginId, action: 'registry.plugin_taken_down' }), 1)
    assert.lengthOf(await db.from('outbox').where({ aggregate_id: pluginId, name: 'registry.plugin_taken_down.v1' }), 1)
    const [entry] = await db.from('log_entries').where('event', 'plugin_taken_down').orderBy('draft', 'desc').limit(1)
    assert.deepInclude(JSON.parse(entry.payload as string) as object, { plugin: name, serial, reason: REASON })
    assert.notInclude(entry.payload as string, 'Seen twice')
    await withdraw({ actor, pluginId, act: 'restore' })
    const back = await db.from('moderation_actions').where({ target_id: pluginId, action: 'restore' }).firstOrFail()
    assert.equal(back.reverses_id, down.id)
  })

  test('is stopped where it runs and cannot be switched on; its people and its publisher are told', async ({ assert }) => {
    const { publisher, name, pluginId } = await published()
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const actor = { ...actorOf(user), tenantId: tenant.id }
    const install = await app.container.make(InstallVersion)
    const installed = await install.handle({ actor, tenantId: tenant.id, plugin: name, consent: [], isEnabled: true })
    await withdraw({ actor: actorOf(await moderator()), pluginId, act: 'take_down' })
    const event = { id: newId(), name: 'registry.plugin_taken_down.v1', payload: { plugin_id: pluginId, plugin: name, reason: REASON } }
    const told = { ...event, payload: { ...event.payload, publisher_user_id: publisher.id } }
    await (await app.container.make(StopWithdrawn)).handle(told as unknown as DomainEvent<{ plugin_id: string; reason: string }>)
    await (await app.container.make(TellPluginWithdrawn)).handle(told as unknown as Parameters<TellPluginWithdrawn['handle']>[0])
    assert.isFalse((await db.from('plugin_installations').where('id', installed.id).firstOrFail()).is_enabled)
    const notices = await db.from('notifications').where('event_id', event.id)
    assert.sameMembers(
      notices.map(({ user_id: id }) => id as string),
      [user.id, publisher.id]
    )
    const enable = await app.container.make(EnablePlugin)
    const again = () => enable.handle({ actor, installation: { id: installed.id, tenantId: tenant.id } })
    await assert.rejects(again, /withdrawn/)
    await withdraw({ actor: actorOf(await moderator()), pluginId, act: 'restore' })
    assert.isTrue((await again()).isEnabled)
  })

  test('runs nowhere however installing and taking down meet', async ({ assert }) => {
    const install = await app.container.make(InstallVersion)
    const stop = await app.container.make(StopWithdrawn)
    for (let round = 0; round < 5; round++) {
      const { name, pluginId } = await published()
      const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
      const actor = { ...actorOf(user), tenantId: tenant.id }
      const takeDown = async () => {
        await withdraw({ actor: systemActor('test'), pluginId, act: 'take_down' })
        await stop.handle({ payload: { plugin_id: pluginId, reason: REASON } } as DomainEvent<{ plugin_id: string; reason: string }>)
      }
      await Promise.allSettled([install.handle({ actor, tenantId: tenant.id, plugin: name, consent: [], isEnabled: true }), takeDown()])
      assert.equal(await statusOf(pluginId), 'taken_down')
      assert.isEmpty(await db.from('plugin_installations').where({ plugin_id: pluginId, is_enabled: true }))
    }
  })

  test('takes no version that was on its way: refused, or hidden with the rest', async ({ client, assert }) => {
    const { publisher, name, pluginId } = await published()
    await Promise.allSettled([
      releasePlugin(publisher, { name, version: '2.0.0', salt: 5 }),
      withdraw({ actor: systemActor('test'), pluginId, act: 'take_down' }),
    ])
    ;(await client.get(`/api/v1/plugins/${name}/versions/2.0.0`)).assertStatus(404)
    await assert.rejects(() => releasePlugin(publisher, { name, version: '3.0.0', salt: 6 }), /takes no new versions/)
  })
})

test.group('Who takes down', (group) => {
  group.each.setup(forgetCounts)

  test('moderators by API with a reason; nobody else, nobody twice, nobody what is his own', async ({ client, assert }) => {
    const { publisher, name, pluginId } = await published()
    const path = `/api/v1/admin/plugins/${name}/takedown`
    ;(await client.post(path).json({ reason: REASON })).assertStatus(401)
    ;(
      await client
        .post(path)
        .bearerToken(await apiToken(publisher))
        .json({ reason: REASON })
    ).assertStatus(403)
    const token = await apiToken(await moderator())
    ;(await client.post(path).bearerToken(token).json({})).assertStatus(422)
    assert.equal(await statusOf(pluginId), 'active')
    const done = await client.post(path).bearerToken(token).json({ reason: REASON })
    done.assertBodyContains({ success: true, plugin_name: name, status: 'taken_down' })
    ;(await client.post(path).bearerToken(token).json({ reason: REASON })).assertStatus(409)
    const list = await client.get('/api/v1/admin/plugins/taken-down').bearerToken(token)
    list.assertBodyContains({ data: [{ name, status: 'taken_down', reason: REASON, quarantine: null }] })
    const restored = await client.post(`/api/v1/admin/plugins/${name}/restore`).bearerToken(token).json({})
    restored.assertBodyContains({ status: 'active' })

    const own = await moderator()
    await db.table('plugin_owners').insert({ plugin_id: pluginId, user_id: own.id, role: 'owner' })
    ;(
      await client
        .post(path)
        .bearerToken(await apiToken(own))
        .json({ reason: REASON })
    ).assertStatus(403)
    assert.equal(await statusOf(pluginId), 'active')
  })

  test('by page: sees hidden plugins too, gives a reason, sees what happened', async ({ client, assert }) => {
    const { name, pluginId } = await published()
    for (const [area, role] of [
      ['moderator', 'moderator'],
      ['operator', 'admin'],
    ] as const) {
      const { user } = await createUser({ platform: [role] })
      const page = `/${area}/registry-plugins`
      assert.include((await client.get(`${page}?search=${name}`).loginAs(user)).text(), `${page}/${pluginId}`)
      const form = await client.get(`${page}/${pluginId}/withdraw/quarantine`).loginAs(user)
      for (const text of ['name="days"', 'name="on_expiry"', 'name="reason"']) assert.include(form.text(), text)
      const act = (fields: object) => client.post(`${page}/${pluginId}/withdraw`).loginAs(user).withCsrfToken().form(fields)
      await act({ act: 'take_down', reason: '' })
      assert.equal(await statusOf(pluginId), 'active')
      assert.include((await act({ act: 'take_down', reason: REASON })).text(), REASON)
      assert.equal(await statusOf(pluginId), 'taken_down')
      await act({ act: 'restore', reason: 'Looked at again' })
      assert.equal(await statusOf(pluginId), 'active')
    }
    const { user: seller } = await createUser({ tenant: { role: 'owner' } })
    const refused = await client.get('/moderator/registry-plugins').loginAs(seller).redirects(0)
    assert.include([302, 403, 404], refused.status())
  })
})
