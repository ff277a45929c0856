import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import MailMemberInvited from '#registry/teams/jobs/mail_member_invited'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { publishBody } from '#tests/support/plugin_uploads'
import { lastEvent, programToken, somebody, teamPlugin } from '#tests/support/publishing'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

type Body = object
const call = async (client: ApiClient, user: User, [method, path, body = {}]: ['get' | 'post' | 'put' | 'delete', string, Body?]) => {
  const token = await apiToken(user)
  const url = `/api/v1/${path}`
  if (method === 'get' || method === 'delete') return client[method](url).bearerToken(token)
  return client[method](url).bearerToken(token).json(body)
}
const slugOf = (prefix: string) => `${prefix}-${newId().slice(-12)}`

/** A publisher with an admin, a member in its team, and a member in none. */
async function company(client: ApiClient) {
  const [admin, inTeam, outside] = [await somebody(), await somebody(), await somebody()]
  const slug = slugOf('acme')
  const made = await call(client, admin, ['post', 'publishers', { name: 'Acme', slug }])
  made.assertStatus(201)
  const id = made.body().id as string
  for (const { id: userId } of [inTeam, outside]) {
    await db.table('publisher_members').insert({ publisher_id: id, user_id: userId, role: 'member' })
  }
  ;(await call(client, admin, ['post', `publishers/${slug}/teams`, { name: 'Core', slug: 'core' }])).assertStatus(201)
  ;(await call(client, admin, ['put', `publishers/${slug}/teams/core/members/${inTeam.id}`])).assertStatus(204)
  return { slug, id, admin, inTeam, outside }
}
/** The same, with the team in a role of somebody's plugin, whose owner belongs to the publisher. */
async function companyPlugin(client: ApiClient, role: string) {
  const acme = await company(client)
  const team = await teamPlugin()
  await db.table('publisher_members').insert({ publisher_id: acme.id, user_id: team.owner.id, role: 'member' })
  ;(await call(client, team.owner, ['put', `plugins/${team.name}/teams/${acme.slug}/core`, { role }])).assertStatus(204)
  return { acme, team }
}
let patch = 0
const publishes = async (client: ApiClient, user: User, name: string) =>
  (await call(client, user, ['post', 'plugins/publish', publishBody({ name, version: `3.0.${patch++}`, salt: patch })])).status()

test.group('Teams of publishers', (group) => {
  group.each.setup(forgetCounts)

  for (const [role, may] of [
    ['publisher', { publish: 200, yank: 403, owners: 403 }],
    ['maintainer', { publish: 200, yank: 200, owners: 403 }],
    ['owner', { publish: 200, yank: 200, owners: 201 }],
  ] as const) {
    test(`a team with the role ${role} may what the role may; the publisher's other people may nothing`, async ({ client, assert }) => {
      const { acme, team } = await companyPlugin(client, role)
      const invite: ['post', string, Body] = [
        'post',
        `plugins/${team.name}/owners/invitations`,
        { email: `${newId()}@example.test`, role: 'publisher' },
      ]
      assert.equal(await publishes(client, acme.inTeam, team.name), may.publish)
      assert.equal(await publishes(client, acme.outside, team.name), 403)
      assert.equal(await publishes(client, acme.admin, team.name), 403)
      assert.equal((await call(client, acme.inTeam, invite)).status(), may.owners)
      ;(await call(client, acme.outside, invite)).assertStatus(404)
      assert.equal((await call(client, acme.inTeam, ['delete', `plugins/${team.name}/versions/1.0.0/yank`])).status(), may.yank)
    })
  }

  test('whoever leaves the team or the publisher may nothing from that moment, their tokens neither', async ({ client, assert }) => {
    const { acme, team } = await companyPlugin(client, 'maintainer')
    const { secret } = await programToken(acme.inTeam, { scopes: ['publish-update'] })
    const byToken = async () =>
      (
        await client
          .post('/api/v1/plugins/publish')
          .bearerToken(secret)
          .json(publishBody({ name: team.name, version: `4.0.${patch++}`, salt: patch }))
      ).status()
    assert.equal(await byToken(), 200)
    ;(await call(client, acme.admin, ['delete', `publishers/${acme.slug}/teams/core/members/${acme.inTeam.id}`])).assertStatus(204)
    assert.equal(await byToken(), 403)
    assert.equal(await publishes(client, acme.inTeam, team.name), 403)
    ;(await call(client, acme.admin, ['put', `publishers/${acme.slug}/teams/core/members/${acme.inTeam.id}`])).assertStatus(204)
    assert.equal(await byToken(), 200)
    ;(await call(client, acme.inTeam, ['delete', `publishers/${acme.slug}/members/${acme.inTeam.id}`])).assertStatus(204)
    assert.equal(await byToken(), 403)
    assert.lengthOf(await db.from('team_members').where('user_id', acme.inTeam.id), 0)
  })

  test('a role of the team and of the person count once, as the higher one', async ({ client, assert }) => {
    const { acme, team } = await companyPlugin(client, 'owner')
    const { id } = await db.from('plugins').where('name', team.name).firstOrFail()
    await db.table('plugin_owners').insert({ plugin_id: id, user_id: acme.inTeam.id, role: 'publisher' })
    ;(await call(client, acme.admin, ['post', `publishers/${acme.slug}/teams`, { name: 'Docs', slug: 'docs' }])).assertStatus(201)
    ;(await call(client, acme.admin, ['put', `publishers/${acme.slug}/teams/docs/members/${acme.inTeam.id}`])).assertStatus(204)
    ;(await call(client, team.owner, ['put', `plugins/${team.name}/teams/${acme.slug}/docs`, { role: 'owner' }])).assertStatus(204)
    const roles = async () =>
      (await db.from('plugin_people').where({ plugin_id: id, user_id: acme.inTeam.id })).map((row) => row.role as string)
    assert.deepEqual(await roles(), ['owner'])
    for (const slug of ['core', 'docs']) {
      ;(await call(client, team.owner, ['delete', `plugins/${team.name}/teams/${acme.slug}/${slug}`])).assertStatus(204)
    }
    assert.deepEqual(await roles(), ['publisher'])
    ;(await call(client, team.owner, ['delete', `plugins/${team.name}/teams/${acme.slug}/core`])).assertStatus(404)
  })

  test('only an owner of the plugin who belongs to the publisher brings its team in', async ({ client }) => {
    const { acme, team } = await companyPlugin(client, 'publisher')
    const path = `plugins/${team.name}/teams/${acme.slug}/core`
    ;(await call(client, acme.inTeam, ['put', path, { role: 'owner' }])).assertStatus(403)
    ;(await call(client, acme.admin, ['put', path, { role: 'owner' }])).assertStatus(404)
    const other = await company(client)
    ;(await call(client, team.owner, ['put', `plugins/${team.name}/teams/${other.slug}/core`, { role: 'owner' }])).assertStatus(404)
    ;(await call(client, team.owner, ['put', `plugins/${team.name}/teams/${acme.slug}/none`, { role: 'owner' }])).assertStatus(404)
    const list = await call(client, acme.inTeam, ['get', `plugins/${team.name}/teams`])
    list.assertBodyContains({ teams: [{ publisher: acme.slug, team: 'core', role: 'publisher', members: 1 }] })
    ;(await call(client, acme.outside, ['get', `plugins/${team.name}/teams`])).assertStatus(404)
  })

  test('somebody invited by mail joins; another account does not, and an old link opens nothing', async ({ client, assert }) => {
    const acme = await company(client)
    const [guest, other] = [await somebody(), await somebody()]
    const invite = (who: User) => call(client, who, ['post', `publishers/${acme.slug}/invitations`, { email: guest.email, role: 'member' }])
    ;(await invite(acme.inTeam)).assertStatus(403)
    ;(await invite(other)).assertStatus(404)
    const asked = await invite(acme.admin)
    asked.assertStatus(201)
    await (await app.container.make(MailMemberInvited)).handle(await lastEvent('registry.member_invited.v1', asked.body().id as string))
    const letter = await db.from('mailbox').where('recipient', guest.email).firstOrFail()
    const [, token] = /publisher-invitations\/([\w-]+)/.exec(letter.text as string)!
    ;(await call(client, other, ['post', 'publisher-invitations/accept', { token }])).assertStatus(403)
    ;(await call(client, guest, ['post', 'publisher-invitations/accept', { token }])).assertStatus(200)
    ;(await call(client, guest, ['post', 'publisher-invitations/accept', { token }])).assertStatus(404)
    const people = await call(client, guest, ['get', `publishers/${acme.slug}/people`])
    assert.include(
      people.body().members.map(({ user_id: id }: { user_id: string }) => id),
      guest.id
    )
    ;(await call(client, other, ['get', `publishers/${acme.slug}/people`])).assertStatus(404)
    ;(await invite(acme.admin)).assertStatus(409)
  })

  test('members change nothing, the last admin stays, names are taken once, strangers are put into no team', async ({ client, assert }) => {
    const acme = await company(client)
    const stranger = await somebody()
    const own: ['put', string, Body] = ['put', `publishers/${acme.slug}/members/${acme.inTeam.id}`, { role: 'admin' }]
    ;(await call(client, acme.inTeam, own)).assertStatus(403)
    ;(await call(client, acme.inTeam, ['delete', `publishers/${acme.slug}/members/${acme.outside.id}`])).assertStatus(403)
    ;(await call(client, acme.inTeam, ['delete', `publishers/${acme.slug}/teams/core`])).assertStatus(403)
    ;(await call(client, acme.admin, ['put', `publishers/${acme.slug}/teams/core/members/${stranger.id}`])).assertStatus(404)
    ;(await call(client, stranger, ['post', 'publishers', { name: 'Acme', slug: acme.slug }])).assertStatus(409)
    const leave: ['delete', string] = ['delete', `publishers/${acme.slug}/members/${acme.admin.id}`]
    ;(await call(client, acme.admin, leave)).assertStatus(409)
    ;(await call(client, acme.admin, own)).assertStatus(204)
    const both = await Promise.all([
      call(client, acme.admin, leave),
      call(client, acme.inTeam, ['delete', `publishers/${acme.slug}/members/${acme.inTeam.id}`]),
    ])
    assert.sameMembers(
      both.map((reply) => reply.status()),
      [204, 409]
    )
  })
})
