import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { createUser } from '#tests/support/users'
import { steadyQueries } from '#tests/support/statements'
import OpenVersionReview from '#moderation/jobs/open_version_review'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

async function submit(by?: User, spec: { name?: string; version?: string; usesClock?: boolean } = {}) {
  const user = by ?? (await createUser({ platform: ['user'] })).user
  const name = spec.name ?? pluginName()
  const { id } = await releasePlugin(user, { ...spec, name }, { isApproved: false })
  const event = { id: crypto.randomUUID(), payload: { version_id: id } } as DomainEvent<{ version_id: string }>
  await (await app.container.make(OpenVersionReview)).handle(event)
  return { versionId: id, name, publisher: user, item: await db.from('review_items').where('subject_id', id).firstOrFail() }
}

test.group('The moderator works the queue by page', () => {
  test('sees verdict and difference, approves with a reason, goes on to the next', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['moderator'] })
    const { name, item, versionId } = await submit(undefined, { usesClock: true })
    assert.include((await client.get(`/moderator/reviews?search=${name}`).loginAs(user)).text(), `/moderator/reviews/${item.id}`)

    const page = await client.get(`/moderator/reviews/${item.id}`).loginAs(user)
    for (const text of [
      'Know the time',
      'First version of this plugin',
      'SHA-256',
      'data-key="a"',
      'data-key="r"',
      'data-key="q"',
      'data-key="c"',
    ]) {
      assert.include(page.text(), text)
    }
    const form = await client.get(`/moderator/reviews/${item.id}/decide/approve`).loginAs(user)
    for (const text of ['it does what it says', 'name="version" value="1"', 'autofocus']) assert.include(form.text(), text)

    const decide = (fields: object) =>
      client
        .post(`/moderator/reviews/${item.id}/decisions`)
        .loginAs(user)
        .withCsrfToken()
        .form({ version: 1, decision: 'approve', reason_code: 'meets_rules', ...fields })
    await decide({ reason: '' })
    await decide({ reason: 'Fine by me', decision: 'bribe' })
    assert.equal((await db.from('plugin_versions').where('id', versionId).firstOrFail()).status, 'pending_review')
    await decide({ reason: 'Fine by me' })
    assert.equal((await db.from('plugin_versions').where('id', versionId).firstOrFail()).status, 'published')
    const late = await decide({ reason: 'Fine by me' }).redirects(0).header('accept', 'application/json')
    late.assertStatus(409)
    assert.lengthOf(await db.from('decisions').where('item_id', item.id), 1)
    assert.include((await client.get('/moderator/reviews/decided').loginAs(user)).text(), name)
    assert.include((await client.get(`/moderator/reviews/${item.id}`).loginAs(user)).text(), 'Approved by')
  })

  test('claims and lets go; a stale page is refused', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['moderator'] })
    const { item } = await submit()
    const act = (what: string, version: number) =>
      client.post(`/moderator/reviews/${item.id}/${what}`).loginAs(user).withCsrfToken().form({ version })
    assert.include((await act('claim', 1)).text(), 'Let go')
    ;(await act('claim', 1).header('accept', 'application/json')).assertStatus(409)
    assert.include((await act('release', 2)).text(), 'Claim')
    assert.equal((await db.from('review_items').where('id', item.id).firstOrFail()).state, 'open')
  })

  test('is a door for moderators only, and what is their own is somebody else’s', async ({ client, assert }) => {
    const both = (await createUser({ platform: ['moderator', 'user'] })).user
    const { item } = await submit(both)
    const page = await client.get(`/moderator/reviews/${item.id}`).loginAs(both)
    assert.include(page.text(), 'somebody else has to decide')
    assert.notInclude(page.text(), 'data-key="a"')
    const own = await client
      .post(`/moderator/reviews/${item.id}/decisions`)
      .loginAs(both)
      .withCsrfToken()
      .form({ version: 1, decision: 'approve', reason_code: 'other', reason: 'Trust me' })
    own.assertStatus(403)
    const outsider = (await createUser({ platform: ['user', 'analyst'], tenant: { role: 'owner' } })).user
    ;(await client.get('/moderator/reviews').loginAs(outsider)).assertStatus(403)
    ;(await client.get(`/moderator/reviews/${item.id}`).loginAs(outsider)).assertStatus(403)
    const moderator = (await createUser({ platform: ['moderator'] })).user
    ;(await client.get('/moderator/reviews/nonsense').loginAs(moderator)).assertStatus(404)
    ;(await client.get(`/moderator/reviews/${item.id}/decide/bribe`).loginAs(moderator)).assertStatus(404)
  })

  test('the list takes the same number of statements however much waits', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['moderator'] })
    const name = pluginName()
    const publisher = (await createUser({ platform: ['user'] })).user
    const list = () => client.get(`/moderator/reviews?search=${name}`).loginAs(user)
    await submit(publisher, { name })
    await list()
    const one = await steadyQueries(list)
    await submit(publisher, { name, version: '1.1.0' })
    await submit(publisher, { name, version: '1.2.0' })
    assert.equal(await steadyQueries(list), one)
  })
})
