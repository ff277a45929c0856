import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import MailOwnerInvited from '#registry/owners/jobs/mail_owner_invited'
import { linkSecret } from '#registry/owners/link_secret'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, PASSWORD } from '#tests/support/users'
import { publishBody } from '#tests/support/plugin_uploads'
import { lastEvent, programToken, roleOf, somebody, teamPlugin } from '#tests/support/publishing'
import { Visitor } from '#tests/support/visitor'
import type User from '#identity/models/user'
import type { ApiClient } from '@japa/api-client'

type Team = Awaited<ReturnType<typeof teamPlugin>>
const ROLES = ['owner', 'maintainer', 'publisher', 'stranger'] as const

const path = (plugin: string, rest = '') => `/api/v1/plugins/${plugin}/owners${rest}`
/** Everything that changes who publishes, and what else is said when it may be done. */
const CHANGES: Record<string, (client: ApiClient, token: string, team: Team) => PromiseLike<{ status: () => number }>> = {
  'invite': (client, token, { name }) =>
    client.post(path(name, '/invitations')).bearerToken(token).json({ email: 'new@example.test', role: 'publisher' }),
  'change a role': (client, token, { name, publisher }) =>
    client
      .put(path(name, `/${publisher.id}`))
      .bearerToken(token)
      .json({ role: 'maintainer' }),
  'remove': (client, token, { name, publisher }) => client.delete(path(name, `/${publisher.id}`)).bearerToken(token),
  'transfer': (client, token, { name }) =>
    client.post(`/api/v1/plugins/${name}/transfer`).bearerToken(token).json({ email: 'new@example.test' }),
}

test.group('Owners of a plugin', (group) => {
  group.each.setup(forgetCounts)

  for (const [what, change] of Object.entries(CHANGES)) {
    test(`${what}: owners may, others see no such plugin or may not`, async ({ client, assert }) => {
      for (const role of ROLES) {
        const team = await teamPlugin()
        const status = (await change(client, await apiToken(team[role]), team)).status()
        // Everybody may leave, so a publisher who names themself does.
        const may = role === 'owner' || (what === 'remove' && role === 'publisher')
        if (may) assert.isBelow(status, 300, role)
        else assert.equal(status, role === 'stranger' ? 404 : 403, role)
      }
    })

    test(`${what}: by a token made for owners, of this plugin; transfers by people only`, async ({ client, assert }) => {
      for (const [scopes, plugins, may] of [
        [['owners'], [], true],
        [['owners'], ['some-other'], false],
        [['publish-update', 'yank'], [], false],
      ] as [string[], string[], boolean][]) {
        const team = await teamPlugin()
        const { secret } = await programToken(team.owner, { scopes, plugins })
        const status = (await change(client, secret, team)).status()
        if (may && what !== 'transfer') assert.isBelow(status, 300)
        else assert.equal(status, 403)
      }
    })
  }

  test('are listed to each other and to nobody else', async ({ client, assert }) => {
    const { name, owner, publisher, stranger } = await teamPlugin()
    const list = await client.get(path(name)).bearerToken(await apiToken(publisher))
    assert.deepEqual(
      list.body().owners.map(({ role }: { role: string }) => role),
      ['owner', 'maintainer', 'publisher']
    )
    assert.equal(list.body().owners[0].user_id, owner.id)
    ;(await client.get(path(name)).bearerToken(await apiToken(stranger))).assertStatus(404)
  })

  test('the last one who could answer for it stays', async ({ client, assert }) => {
    const { name, owner, maintainer } = await teamPlugin()
    const token = await apiToken(owner)
    ;(await client.delete(path(name, `/${owner.id}`)).bearerToken(token)).assertStatus(409)
    ;(
      await client
        .put(path(name, `/${owner.id}`))
        .bearerToken(token)
        .json({ role: 'publisher' })
    ).assertStatus(409)
    ;(
      await client
        .put(path(name, `/${maintainer.id}`))
        .bearerToken(token)
        .json({ role: 'owner' })
    ).assertStatus(204)
    ;(await client.delete(path(name, `/${owner.id}`)).bearerToken(token)).assertStatus(204)
    assert.isNull(await roleOf(name, owner))
    ;(await client.get(path(name)).bearerToken(token)).assertStatus(404)
  })

  test('two who leave at once do not leave it to nobody', async ({ client, assert }) => {
    const { name, owner, maintainer } = await teamPlugin()
    await db.from('plugin_owners').where('user_id', maintainer.id).update({ role: 'owner' })
    const [first, second] = [await apiToken(owner), await apiToken(maintainer)]
    const left = await Promise.all([
      client.delete(path(name, `/${owner.id}`)).bearerToken(first),
      client.delete(path(name, `/${maintainer.id}`)).bearerToken(second),
    ])
    assert.sameMembers(
      left.map((reply) => reply.status()),
      [204, 409]
    )
  })

  test('a removed one publishes no more, by token neither', async ({ client }) => {
    const { name, owner, publisher } = await teamPlugin()
    const { secret } = await programToken(publisher)
    const publish = (version: string) => client.post('/api/v1/plugins/publish').bearerToken(secret).json(publishBody({ name, version }))
    ;(await publish('1.1.0')).assertStatus(200)
    ;(await client.delete(path(name, `/${publisher.id}`)).bearerToken(await apiToken(owner))).assertStatus(204)
    ;(await publish('1.2.0')).assertStatus(403)
  })
})

test.group('Invitations to publish a plugin', (group) => {
  group.each.setup(forgetCounts)

  async function invite(client: ApiClient, team: Team, email: string) {
    const made = await client
      .post(path(team.name, '/invitations'))
      .bearerToken(await apiToken(team.owner))
      .json({ email, role: 'maintainer' })
    made.assertStatus(201)
    return made.body().id as string
  }
  const answer = async (client: ApiClient, user: User, secret: string) =>
    client
      .post('/api/v1/plugin-invitations/accept')
      .bearerToken(await apiToken(user))
      .json({ token: secret })

  test('come by mail; the account of the address joins, once', async ({ client, assert }) => {
    const team = await teamPlugin()
    const { user } = await createUser({ platform: ['user'], locale: 'ru' })
    const id = await invite(client, team, user.email)
    await new MailOwnerInvited().handle(await lastEvent('registry.owner_invited.v1', id))
    const letter = await db.from('mailbox').where('recipient', user.email).firstOrFail()
    assert.include(letter.text, 'Сопровождающий')
    const secret = /plugin-invitations\/([\w-]+)/.exec(letter.text)![1]
    assert.notInclude(JSON.stringify(await db.from('plugin_invitations').where('id', id).first()), secret)
    ;(await answer(client, team.stranger, secret)).assertStatus(403)
    ;(await answer(client, user, secret)).assertBodyContains({ success: true, plugin: team.name, role: 'maintainer' })
    assert.equal(await roleOf(team.name, user), 'maintainer')
    ;(await answer(client, user, secret)).assertStatus(404)
  })

  test('declined, withdrawn, replaced or expired ones open nothing', async ({ client, assert }) => {
    const team = await teamPlugin()
    const guest = await somebody()
    const secret = (id: string) => linkSecret('invitation', id)
    const declined = await invite(client, team, guest.email)
    const decline = client.post('/api/v1/plugin-invitations/decline').bearerToken(await apiToken(guest))
    ;(await decline.json({ token: secret(declined) })).assertStatus(200)
    const withdrawn = await invite(client, team, guest.email)
    ;(await client.delete(path(team.name, `/invitations/${withdrawn}`)).bearerToken(await apiToken(team.owner))).assertStatus(204)
    const replaced = await invite(client, team, guest.email)
    const expired = await invite(client, team, guest.email)
    await db
      .from('plugin_invitations')
      .where('id', expired)
      .update({ expires_at: new Date(Date.now() - 1_000) })
    for (const id of [declined, withdrawn, replaced, expired]) (await answer(client, guest, secret(id))).assertStatus(404)
    assert.isNull(await roleOf(team.name, guest))
    const again = await invite(client, team, guest.email)
    ;(await answer(client, guest, secret(again))).assertStatus(200)
    ;(
      await client
        .post(path(team.name, '/invitations'))
        .bearerToken(await apiToken(team.owner))
        .json({ email: guest.email, role: 'owner' })
    ).assertStatus(409)
  })

  test('are sent, answered and seen by page', async ({ assert }) => {
    const team = await teamPlugin()
    const guest = await somebody()
    const { id: pluginId } = await db.from('plugins').where('name', team.name).firstOrFail()
    const browser = new Visitor()
    await browser.signIn(team.owner.email, PASSWORD)
    await browser.open(`/publisher/plugins/${pluginId}/owners`)
    await browser.submit(`/publisher/plugins/${pluginId}/owners`, { email: guest.email, role: 'publisher' })
    assert.include((await browser.open(`/publisher/plugins/${pluginId}/owners`)).text, guest.email)
    const { id } = await db.from('plugin_invitations').where('email', guest.email).firstOrFail()
    const link = `/plugin-invitations/${linkSecret('invitation', id)}`
    assert.include((await new Visitor().open(link)).text, '/sign-in?next=')
    const invited = new Visitor()
    await invited.signIn(guest.email, PASSWORD)
    assert.include((await invited.open(link)).text, 'Publisher')
    await invited.submit(`${link}/accept`)
    assert.equal(await roleOf(team.name, guest), 'publisher')
    const page = await invited.open(`/publisher/plugins/${pluginId}/owners`)
    assert.include(page.text, 'Leave')
    assert.notInclude(page.text, 'Send the invitation')
    assert.equal((await browser.open(`/publisher/plugins/${pluginId}/owners/${guest.id}/remove`)).status, 200)
    await browser.submit(`/publisher/plugins/${pluginId}/owners/${guest.id}/remove`)
    assert.isNull(await roleOf(team.name, guest))
  })
})
