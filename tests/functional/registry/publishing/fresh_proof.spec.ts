import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import env from '#start/env'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { programToken, roleOf, somebody, teamPlugin } from '#tests/support/publishing'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const ID = newId()

/** What takes a plugin over, or hears and says things in its name. */
const BY_API = (plugin: string): ['post' | 'put' | 'patch' | 'delete', string][] => [
  ['post', `/api/v1/plugins/${plugin}/owners/invitations`],
  ['put', `/api/v1/plugins/${plugin}/owners/${ID}`],
  ['delete', `/api/v1/plugins/${plugin}/owners/${ID}`],
  ['post', `/api/v1/plugins/${plugin}/transfer`],
  ['post', '/api/v1/plugin-transfers/accept'],
  ['put', `/api/v1/plugins/${plugin}/publisher`],
  ['put', `/api/v1/plugins/${plugin}/teams/none/none`],
  ['delete', `/api/v1/plugins/${plugin}/teams/none/none`],
  ['post', `/api/v1/plugins/${plugin}/trusted-publishers`],
  ['put', `/api/v1/plugins/${plugin}/repository`],
  ['patch', `/api/v1/plugins/${plugin}/publishing`],
  ['post', `/api/v1/plugins/${plugin}/versions/1.0.0/stage/approve`],
  ['post', '/api/v1/publishers/none/invitations'],
  ['put', `/api/v1/publishers/none/members/${ID}`],
  ['delete', `/api/v1/publishers/none/members/${ID}`],
  ['delete', '/api/v1/publishers/none/teams/none'],
  ['put', `/api/v1/publishers/none/teams/none/members/${ID}`],
  ['delete', `/api/v1/publishers/none/teams/none/members/${ID}`],
  ['post', '/api/v1/webhooks'],
  ['patch', `/api/v1/webhooks/${ID}`],
  ['post', `/api/v1/webhooks/${ID}/rotate`],
]

const BY_PAGE = (plugin: string) => [
  `/publisher/plugins/${plugin}/owners`,
  `/publisher/plugins/${plugin}/owners/${ID}/role`,
  `/publisher/plugins/${plugin}/owners/${ID}/remove`,
  `/publisher/plugins/${plugin}/transfer`,
  `/plugin-transfers/${'t'.repeat(43)}/accept`,
  `/publisher/plugins/${plugin}/publisher`,
  `/publisher/plugins/${plugin}/teams`,
  `/publisher/plugins/${plugin}/teams/none/none/remove`,
  `/publisher/plugins/${plugin}/trusted`,
  `/publisher/plugins/${plugin}/repository`,
  `/publisher/plugins/${plugin}/publishing`,
  `/publisher/versions/${ID}/stage/approve`,
  '/publisher/teams/none/invitations',
  `/publisher/teams/none/members/${ID}/role`,
  `/publisher/teams/none/members/${ID}/remove`,
  '/publisher/teams/none/teams/none/remove',
  '/publisher/teams/none/teams/none/members',
  `/publisher/teams/none/teams/none/members/${ID}/remove`,
  '/publisher/webhooks',
  `/publisher/webhooks/${ID}`,
  `/publisher/webhooks/${ID}/rotate`,
]

const ASKED = /^\/account\/confirm\?next=/

/** A browser that says which page its forms are from, and signed in by itself: its last proof was long ago. */
async function staleOn(page: string, { user, password }: TestUser): Promise<Visitor> {
  const visitor = new Visitor({ referer: `http://${env.get('HOST')}:${env.get('PORT')}${page}` })
  await visitor.open('/sign-in')
  await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
  visitor.cookies.delete('rialto_session')
  await visitor.open('/account/profile')
  return visitor
}

async function ownPlugin() {
  const person = await createUser({ platform: ['user'] })
  const name = pluginName()
  await releasePlugin(person.user, { name })
  const { id } = (await db.from('plugins').where('name', name).select('id').firstOrFail()) as { id: string }
  return { ...person, person, name, id, page: `/publisher/plugins/${id}/owners` }
}

const age = (userId: string) =>
  db
    .from('refresh_families')
    .where('user_id', userId)
    .update({ proved_at: new Date(Date.now() - 11 * 60_000) })

test.group('What takes a plugin over asks for a fresh proof', (group) => {
  group.each.setup(forgetCounts)

  test('by API a sign-in whose proof is old is refused, one whose proof is fresh is not', async ({ assert, client }) => {
    const { user, name } = await ownPlugin()
    const token = await apiToken(user)
    const codes = async () => {
      const found: Record<string, string> = {}
      for (const [method, path] of BY_API(name)) {
        const answer = await client[method](path).bearerToken(token).json({})
        found[`${method} ${path}`] = (answer.body() as { error_code?: string } | null)?.error_code ?? ''
      }
      return found
    }
    for (const [act, code] of Object.entries(await codes())) assert.notEqual(code, 'STEP_UP_REQUIRED', act)
    await age(user.id)
    for (const [act, code] of Object.entries(await codes())) assert.equal(code, 'STEP_UP_REQUIRED', act)
  })

  test('by API nothing is changed without it, and with it the role is', async ({ assert, client }) => {
    const { name, owner, publisher } = await teamPlugin()
    const token = await apiToken(owner)
    const promote = () => client.put(`/api/v1/plugins/${name}/owners/${publisher.id}`).bearerToken(token).json({ role: 'owner' })
    await age(owner.id)
    ;(await promote()).assertStatus(403)
    assert.equal(await roleOf(name, publisher), 'publisher')
    await db.from('refresh_families').where('user_id', owner.id).update({ proved_at: new Date() })
    ;(await promote()).assertStatus(204)
    assert.equal(await roleOf(name, publisher), 'owner')
  })

  test("a program's token acts by its scope, and by no other: the proof was asked for when it was made", async ({ assert, client }) => {
    const { name, owner, publisher } = await teamPlugin()
    const [{ secret }, other] = [
      await programToken(owner, { scopes: ['owners'] }),
      await programToken(owner, { scopes: ['publish-update'] }),
    ]
    const demote = (token: string) =>
      client.put(`/api/v1/plugins/${name}/owners/${publisher.id}`).bearerToken(token).json({ role: 'maintainer' })
    ;(await demote(other.secret)).assertStatus(403)
    assert.equal(await roleOf(name, publisher), 'publisher')
    ;(await demote(secret)).assertStatus(204)
    assert.equal(await roleOf(name, publisher), 'maintainer')
    ;(await client.post(`/api/v1/plugins/${name}/transfer`).bearerToken(secret).json({ email: publisher.email })).assertStatus(403)
  })

  test('what takes power back or only looks is open without one', async ({ assert, client }) => {
    const { user, name } = await ownPlugin()
    const token = await apiToken(user)
    await age(user.id)
    ;(await client.get(`/api/v1/plugins/${name}/owners`).bearerToken(token)).assertStatus(200)
    for (const path of [
      `plugins/${name}/transfer`,
      `plugins/${name}/owners/invitations/${ID}`,
      `plugins/${name}/trusted-publishers/${ID}`,
    ]) {
      const { error_code: code } = (await client.delete(`/api/v1/${path}`).bearerToken(token)).body() as { error_code: string }
      assert.notEqual(code, 'STEP_UP_REQUIRED', path)
    }
  })

  test('by page a browser that signed in by itself is asked first', async ({ assert }) => {
    const { person, id, page } = await ownPlugin()
    const stale = await staleOn(page, person)
    const fresh = new Visitor()
    await fresh.signIn(person.user.email, person.password)
    await fresh.open('/account/profile')
    for (const path of BY_PAGE(id)) {
      assert.match((await stale.submit(path)).location ?? '', ASKED, path)
      assert.notMatch((await fresh.submit(path)).location ?? '', ASKED, path)
    }
    for (const path of ['/publisher/webhooks/new', `/publisher/plugins/${id}/owners/${person.user.id}/remove`]) {
      assert.match((await stale.open(path)).location ?? '', ASKED, path)
      assert.equal((await fresh.open(path)).status, 200, path)
    }
  })
})

test.group('A form that a fresh proof interrupts', (group) => {
  group.each.setup(forgetCounts)

  test('changes nothing, comes back with what was typed, and is taken when it is sent again', async ({ assert }) => {
    const { person, id, page } = await ownPlugin()
    const invited = (await somebody()).email
    const visitor = await staleOn(page, person)
    const count = async () => (await db.from('plugin_invitations').where({ plugin_id: id, email: invited })).length
    const asked = await visitor.submit(page, { email: invited, role: 'maintainer' })
    assert.equal(asked.location, `/account/confirm?next=${encodeURIComponent(page)}`)
    assert.equal(await count(), 0)

    await visitor.open(asked.location!)
    assert.equal((await visitor.submit('/account/confirm', { password: person.password, next: page })).location, page)
    const shown = (await visitor.open(page)).text
    assert.include(shown, `value="${invited}"`)
    assert.include(shown, 'Nothing was changed yet')
    assert.equal(await count(), 0)
    assert.notInclude((await visitor.open(page)).text, invited, 'once')
    assert.equal((await visitor.submit(page, { email: invited, role: 'maintainer' })).location, page)
    assert.equal(await count(), 1)
  })

  test('does not come back on another page, nor to somebody else who signs in there', async ({ assert }) => {
    const { person, page } = await ownPlugin()
    const other = await createUser({ platform: ['user'] })
    const invited = (await somebody()).email
    const elsewhere = await staleOn(page, person)
    await elsewhere.submit(page, { email: invited, role: 'owner' })
    await elsewhere.open('/account/confirm')
    await elsewhere.submit('/account/confirm', { password: person.password, next: '/account/profile' })
    assert.notInclude((await elsewhere.open('/account/profile')).text, 'Nothing was changed yet')
    assert.notInclude((await elsewhere.open(page)).text, invited)

    const shared = await staleOn(page, person)
    await shared.submit(page, { email: invited, role: 'owner' })
    await shared.open(`/sign-in?next=${encodeURIComponent(page)}`)
    await shared.submit('/sign-in', { email: other.user.email, password: other.password, next: page })
    assert.notInclude((await shared.open('/account/profile')).text, 'Nothing was changed yet')
  })
})
