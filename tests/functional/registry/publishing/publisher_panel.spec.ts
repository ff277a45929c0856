import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { linkSecret } from '#registry/owners/link_secret'
import { forgetCounts } from '#tests/support/forget_counts'
import { PASSWORD } from '#tests/support/users'
import { newAuthorKey } from '#tests/support/author_keys'
import { Visitor } from '#tests/support/visitor'
import { teamPlugin } from '#tests/support/publishing'
import type User from '#identity/models/user'

const browserOf = async (user: User) => {
  const browser = new Visitor()
  await browser.signIn(user.email, PASSWORD)
  return browser
}
const challengeOf = (text: string) => /name="challenge" value="([^"]+)"/.exec(text)![1]

test.group('The panel of publishers', (group) => {
  group.each.setup(forgetCounts)

  test('opens with what waits, tells of invitations only whose address it is, and leaves their links to the letters', async ({
    assert,
  }) => {
    const team = await teamPlugin()
    const owner = await browserOf(team.owner)
    const guest = await browserOf(team.stranger)
    const { id } = await db.from('plugins').where('name', team.name).firstOrFail()
    assert.notInclude((await guest.open('/publisher')).text, team.name)
    await owner.open(`/publisher/plugins/${id}/owners`)
    await owner.submit(`/publisher/plugins/${id}/owners`, { email: team.stranger.email, role: 'publisher' })
    const invitation = await db.from('plugin_invitations').where({ plugin_id: id, status: 'open' }).firstOrFail()
    const page = await guest.open('/publisher')
    assert.include(page.text, `<strong>${team.name}</strong>`)
    assert.notInclude(page.text, '/plugin-invitations/')
    assert.notInclude((await owner.open('/publisher')).text, `<strong>${team.name}</strong>`)
    const path = `/plugin-invitations/${linkSecret('invitation', invitation.id as string)}`
    await guest.open(path)
    assert.equal((await guest.submit(`${path}/accept`)).status, 302)
    assert.include((await guest.open('/publisher/plugins')).text, team.name)
  })

  test('shows the secret of a webhook once, and refuses an address of our own by its field', async ({ assert }) => {
    const { owner, stranger } = await teamPlugin()
    const browser = await browserOf(owner)
    await browser.open('/publisher/webhooks/new')
    const fields = { 'url': 'https://hooks.example.com/a', 'events[]': 'version.published', 'algorithm': 'hmac' }
    const made = await browser.submit('/publisher/webhooks', fields)
    assert.match(made.text, /whsec_[\w+/=]{40,}/)
    assert.equal(made.headers.get('cache-control'), 'no-store')
    const { id } = await db.from('webhooks').where('owner', `user:${owner.id}`).firstOrFail()
    assert.notInclude((await browser.open(`/publisher/webhooks/${id}`)).text, 'whsec_')
    await browser.submit('/publisher/webhooks', { ...fields, url: 'https://192.168.0.1/' })
    assert.include((await browser.open('/publisher/webhooks/new')).text, 'has to be public')
    assert.equal((await (await browserOf(stranger)).open(`/publisher/webhooks/${id}`)).status, 404)
  })

  test('takes a key with its proof', async ({ assert }) => {
    const { owner } = await teamPlugin()
    const browser = await browserOf(owner)
    const key = newAuthorKey()
    const challenge = challengeOf((await browser.open('/publisher/keys/new')).text)
    const given = { name: 'Laptop', public_key: key.publicKey, challenge }
    await browser.submit('/publisher/keys', { ...given, proof: newAuthorKey().sign(challenge) })
    assert.notInclude((await browser.open('/publisher/keys')).text, key.publicKey)
    await browser.open('/publisher/keys/new')
    await browser.submit('/publisher/keys', { ...given, proof: key.sign(challenge) })
    assert.include((await browser.open('/publisher/keys')).text, key.publicKey.slice(0, 6))
  })

  test('puts a new key in place of an old one, with its proof, and only of one that still signs', async ({ assert }) => {
    const { owner, stranger } = await teamPlugin()
    const browser = await browserOf(owner)
    const [old, fresh] = [newAuthorKey(), newAuthorKey()]
    const first = challengeOf((await browser.open('/publisher/keys/new')).text)
    await browser.submit('/publisher/keys', { name: 'Laptop', public_key: old.publicKey, challenge: first, proof: old.sign(first) })
    const { id } = await db.from('signing_keys').where('public_key', old.publicKey).firstOrFail()
    const page = `/publisher/keys/${id}/rotate`
    const challenge = challengeOf((await browser.open(page)).text)
    const given = { name: 'Laptop', public_key: fresh.publicKey, challenge }
    assert.equal((await browser.submit(page, { ...given, proof: old.sign(challenge) })).location, page)
    const intruder = await browserOf(stranger)
    assert.equal((await intruder.open(page)).location, '/publisher/keys')
    await intruder.open('/publisher/keys')
    assert.equal((await intruder.submit(page, { ...given, proof: fresh.sign(challenge) })).status, 302)
    assert.lengthOf(await db.from('signing_keys').where('public_key', fresh.publicKey), 0)
    await browser.open(page)
    await browser.submit(page, { ...given, proof: fresh.sign(challenge) })
    assert.lengthOf(await db.from('signing_keys').where({ public_key: fresh.publicKey, replaces_id: id }), 1)
    assert.include((await browser.open('/publisher/keys')).text, 'Replaced')
    assert.equal((await browser.open(page)).location, '/publisher/keys')
  })

  test('makes a publisher with a team that gets a role, and links a repository', async ({ assert }) => {
    const team = await teamPlugin()
    const browser = await browserOf(team.owner)
    const { id } = await db.from('plugins').where('name', team.name).firstOrFail()
    const slug = `panel-${team.name.slice(-12)}`
    await browser.open('/publisher/teams')
    await browser.submit('/publisher/teams', { name: 'Panel', slug })
    await browser.submit(`/publisher/teams/${slug}/teams`, { name: 'Core', slug: 'core' })
    await browser.submit(`/publisher/teams/${slug}/teams/core/members`, { user: team.owner.id })
    await browser.submit(`/publisher/plugins/${id}/teams`, { team: `${slug}/core`, role: 'maintainer' })
    assert.lengthOf(await db.from('plugin_teams').where({ plugin_id: id, role: 'maintainer' }), 1)
    assert.include((await browser.open(`/publisher/plugins/${id}/owners`)).text, 'Panel / Core')
    const linked = await browser.submit(`/publisher/plugins/${id}/repository`, { repository: 'octo/shop' })
    assert.include(linked.text, '/webhooks/github/')
    assert.equal(linked.headers.get('cache-control'), 'no-store')
    const maintainer = await browserOf(team.maintainer)
    assert.include((await maintainer.open(`/publisher/plugins/${id}/repository`)).text, 'octo/shop')
    assert.notInclude((await maintainer.open(`/publisher/plugins/${id}/repository`)).text, 'repository/unlink')
    assert.equal((await maintainer.submit(`/publisher/plugins/${id}/repository/unlink`)).status, 403)
  })
})
