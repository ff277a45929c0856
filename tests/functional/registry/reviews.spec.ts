import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import NoteAdoption from '#registry/reviews/jobs/note_adoption'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, joinTenant } from '#tests/support/users'
import { COMMENT, createPlugin, createReviewer, grownUp, reviewBody, writeReview } from '#tests/support/plugin_reviews'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

const list = (client: ApiClient, name: string, query = '') => client.get(`/api/v1/plugins/${name}/reviews${query}`)
const post = (client: ApiClient) => async (user: User, path: string, body: object) =>
  client
    .post(`/api/v1/${path}`)
    .bearerToken(await apiToken(user))
    .json(body)
const put = (client: ApiClient) => async (user: User, path: string, body: object) =>
  client
    .put(`/api/v1/${path}`)
    .bearerToken(await apiToken(user))
    .json(body)
const pluginOf = (id: string) => db.from('plugins').where('id', id).firstOrFail()

test.group('Reviewing a plugin', (group) => {
  group.each.setup(forgetCounts)

  test('a review is listed and counts in the rating at once, in the shape clients know', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const user = await createReviewer()
    const before = await list(client, name)
    before.assertStatus(200)
    assert.deepEqual(before.body(), {
      ...{ reviews: [], total: 0, page: 0, per_page: 20 },
      stats: { average_rating: 0, total_reviews: 0, rating_distribution: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } },
    })

    const written = await post(client)(user, `plugins/${name}/reviews`, reviewBody())
    written.assertStatus(200)
    assert.containSubset(written.body(), { success: true, status: 'published', message: 'Review submitted successfully' })
    const { reviews, ...rest } = (await list(client, name)).body()
    assert.deepEqual(rest, {
      ...{ total: 1, page: 0, per_page: 20 },
      stats: { average_rating: 4, total_reviews: 1, rating_distribution: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 } },
    })
    const { created_at: createdAt, updated_at: updatedAt, ...review } = reviews[0]
    assert.deepEqual(review, {
      ...{ id: written.body().review_id, plugin_id: pluginId, version: '1.0.0', rating: 4, title: 'Good', comment: COMMENT },
      ...{ helpful_count: 0, unhelpful_count: 0, verified: false, author_response: null },
      ...{ user: { id: user.id, username: user.username }, user_name: user.username },
    })
    assert.equal(createdAt, updatedAt)
    ;(await client.get(`/api/v1/plugins/${name}`)).assertBodyContains({ rating: 4, reviews_count: 1 })
    const camel = await list(client, name).header('accept', 'application/vnd.mockforge.v2+json')
    assert.property(JSON.parse(camel.text() || JSON.stringify(camel.body())).stats, 'ratingDistribution')
  })

  test('once: a second one is refused with the text clients know, whatever its author does', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const user = await createReviewer()
    await writeReview(user, name)
    const again = await post(client)(user, `plugins/${name}/reviews`, reviewBody({ rating: 1 }))
    again.assertStatus(400)
    again.assertBodyContains({
      error: 'You have already reviewed this plugin. Please edit your existing review.',
      error_code: 'ALREADY_REVIEWED',
    })
    const other = await createReviewer()
    const both = await Promise.all([1, 2, 3].map((rating) => post(client)(other, `plugins/${name}/reviews`, reviewBody({ rating }))))
    assert.deepEqual(both.map((response) => response.status()).sort(), [200, 400, 400])
    assert.equal((await pluginOf(pluginId)).rating_count, 2)
  })

  test('nobody reviews their own plugin: owners, the publisher, its people', async ({ client, assert }) => {
    const { name, pluginId, publisher } = await createPlugin()
    const [owner, colleague] = [await createReviewer(), await createReviewer()]
    await db.table('plugin_owners').insert({ plugin_id: pluginId, user_id: owner.id, role: 'maintainer' })
    const [{ publisher_id: publisherId }] = (await db.from('plugins').where('id', pluginId)) as { publisher_id: string }[]
    await db.table('publisher_members').insert({ publisher_id: publisherId, user_id: colleague.id, role: 'member' })
    for (const user of [publisher, owner, colleague]) {
      const refused = await post(client)(user, `plugins/${name}/reviews`, reviewBody())
      refused.assertStatus(403)
      refused.assertBodyContains({ error_code: 'PERMISSION_DENIED' })
    }
    assert.equal((await pluginOf(pluginId)).rating_count, 0)
    ;(await post(client)(await createReviewer(), `plugins/${name}/reviews`, reviewBody())).assertStatus(200)
  })

  test('guests, unknown plugins, unknown versions and bad fields are refused', async ({ client, assert }) => {
    const { name } = await createPlugin()
    const user = await createReviewer()
    ;(await client.post(`/api/v1/plugins/${name}/reviews`).json(reviewBody())).assertStatus(401)
    ;(await list(client, 'no-such-plugin')).assertStatus(404)
    ;(await post(client)(user, 'plugins/no-such-plugin/reviews', reviewBody())).assertStatus(404)
    const version = await post(client)(user, `plugins/${name}/reviews`, reviewBody({ version: '9.9.9' }))
    version.assertStatus(404)
    version.assertBodyContains({ error_code: 'VERSION_NOT_FOUND' })
    const wrong: [string, unknown][] = [
      ...([0, 6, 4.5, '4', null].map((rating) => ['rating', rating]) as [string, unknown][]),
      ...[['title', 'x'.repeat(101)] as [string, unknown], ['comment', 'too short'] as [string, unknown]],
      ...(['\u200b', '\u202e', '\u2066', '\ufeff', '\u200d', '\u00ad'].map((sign) => ['comment', sign.repeat(20)]) as [string, unknown][]),
      ...[['comment', 'x'.repeat(5_001)] as [string, unknown], ['version', ''] as [string, unknown]],
    ]
    for (const [field, value] of wrong) {
      const refused = await post(client)(user, `plugins/${name}/reviews`, reviewBody({ [field]: value }))
      refused.assertStatus(422)
      refused.assertBodyContains({ details: [{ field }] })
    }
    ;(await list(client, name, '?page=-1')).assertStatus(422)
    ;(await list(client, name, '?per_page=101')).assertStatus(422)
    ;(await list(client, name, '?perPage=3')).assertBodyContains({ per_page: 3 })
    assert.equal((await list(client, name)).body().total, 0)
  })

  test('its texts turn nothing around on the page, and keep what scripts and signs need', async ({ client, assert }) => {
    const { name } = await createPlugin()
    const body = reviewBody({ title: '\u202eenif\u202c', comment: 'می\u200cخواهم 👩\u200d💻\u2066 and it works\u200b' })
    ;(await post(client)(await createReviewer(), `plugins/${name}/reviews`, body)).assertStatus(200)
    const [{ title, comment }] = (await list(client, name)).body().reviews
    assert.deepEqual([title, comment], ['enif', 'می\u200cخواهم 👩\u200d💻 and it works'])
  })

  test('its author rewrites it: a new revision, votes anew, the rating follows; others may not', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const [author, reader] = [await createReviewer(), await createReviewer()]
    const { id } = await writeReview(author, name, { rating: 5 })
    ;(await post(client)(reader, `plugins/${name}/reviews/${id}/vote`, { helpful: true })).assertStatus(200)
    const path = `plugins/${name}/reviews/${id}`
    ;(await put(client)(reader, path, reviewBody({ rating: 1 }))).assertStatus(403)
    const edited = await put(client)(author, path, reviewBody({ rating: 2, comment: 'On second thoughts, not so good.' }))
    edited.assertStatus(200)
    assert.containSubset(edited.body(), { success: true, review_id: id, message: 'Review updated successfully' })

    const [review] = (await list(client, name)).body().reviews
    assert.containSubset(review, { rating: 2, comment: 'On second thoughts, not so good.', helpful_count: 0, unhelpful_count: 0 })
    assert.containSubset(await pluginOf(pluginId), { rating_sum: 2, rating_count: 1 })
    const revisions = await db.from('review_revisions').where('review_id', id).orderBy('revision')
    assert.deepEqual(
      revisions.map((row) => [row.revision, row.rating, row.comment]),
      [
        [1, 5, COMMENT],
        [2, 2, 'On second thoughts, not so good.'],
      ]
    )
    ;(await put(client)(author, `plugins/${name}/reviews/${newId()}`, reviewBody())).assertStatus(404)
    const other = await createPlugin()
    ;(await put(client)(author, `plugins/${other.name}/reviews/${id}`, reviewBody())).assertStatus(404)
    ;(await put(client)(author, path, reviewBody({ version: '9.9.9' }))).assertStatus(404)
    ;(await put(client)(author, path, reviewBody({ rating: 9 }))).assertStatus(422)
    ;(await client.put(`/api/v1/${path}`).json(reviewBody())).assertStatus(401)
  })

  test('the mark of an installation is kept when it is gone; without one there is none', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const owner = await createUser({ tenant: { role: 'owner' } })
    const colleague = await createReviewer()
    await joinTenant(colleague, { role: 'viewer', of: owner.tenant })
    const token = await apiToken(owner.user, owner.tenant.id)
    const installed = await client.post('/api/v1/installations').bearerToken(token).json({ plugin: name, consent: [] })
    installed.assertStatus(201)
    await writeReview(owner.user, name)
    const row = await db.from('outbox').where({ name: 'runtime.plugin_installed.v1', aggregate_id: installed.body().id }).firstOrFail()
    const event = { tenantId: row.tenant_id, payload: row.payload, occurredAt: row.occurred_at.toISOString() } as DomainEvent<{
      plugin_id: string
    }>
    const job = new NoteAdoption()
    await job.handle(event)
    await job.handle(event)
    const uninstall = await app.container.make(UninstallPlugin)
    await uninstall.handle({ actor: systemActor('test'), installation: { id: installed.body().id, tenantId: owner.tenant.id } })

    await writeReview(colleague, name)
    await writeReview(await createReviewer(), name)
    const reviews = (await list(client, name)).body().reviews as { user: { id: string }; verified: boolean }[]
    const marked = new Map(reviews.map((review) => [review.user.id, review.verified]))
    assert.isTrue(marked.get(owner.user.id))
    assert.isTrue(marked.get(colleague.id), 'the company had it once')
    assert.lengthOf(
      [...marked.values()].filter((is) => !is),
      1
    )
    assert.lengthOf(await db.from('plugin_adoptions').where('plugin_id', pluginId), 1)
  })

  test('by many new accounts at once: the first few are shown, the others wait until they are known', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const young = await Promise.all(Array.from({ length: 7 }, async () => (await createUser({ platform: ['user'] })).user))
    const statuses = []
    for (const user of young) statuses.push((await writeReview(user, name, { rating: 5 })).status)
    assert.deepEqual(statuses, [...Array(5).fill('published'), 'held', 'held'])
    assert.equal((await pluginOf(pluginId)).rating_count, 5)
    assert.equal((await list(client, name)).body().total, 5)
    assert.equal((await writeReview(await createReviewer(), name)).status, 'published')

    const { default: PublishHeldReviews } = await import('#registry/reviews/jobs/publish_held_reviews')
    const job = await app.container.make(PublishHeldReviews)
    await job.handle()
    assert.equal((await pluginOf(pluginId)).rating_count, 6, 'before their time nothing happens')
    await db
      .from('reviews')
      .where({ plugin_id: pluginId, status: 'held' })
      .update({ held_until: db.raw('now()') })
    await job.handle()
    await job.handle()
    assert.equal((await pluginOf(pluginId)).rating_count, 8)
  })

  test('hidden at once with its plugin; an account that is gone is shown as such', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const [author, gone] = [await createReviewer(), await createReviewer()]
    const { id } = await writeReview(author, name)
    await writeReview(gone, name)
    await db.from('reviews').where('user_id', gone.id).update({ user_id: null })
    const reviews = (await list(client, name)).body().reviews as { user: object }[]
    assert.deepInclude(
      reviews.map(({ user }) => user),
      { id: '', username: '[deleted]' }
    )
    const act = { actor: systemActor('test'), reasonCode: 'malicious', publicReason: 'It was not what it said' } as const
    await (await app.container.make(ChangePluginStatus)).handle({ ...act, pluginId, act: 'take_down' })
    ;(await list(client, name)).assertStatus(404)
    const reader = await createReviewer()
    ;(await post(client)(reader, `plugins/${name}/reviews`, reviewBody())).assertStatus(404)
    ;(await put(client)(author, `plugins/${name}/reviews/${id}`, reviewBody())).assertStatus(404)
    ;(await post(client)(reader, `plugins/${name}/reviews/${id}/vote`, { helpful: true })).assertStatus(404)
    ;(await post(client)(reader, `plugins/${name}/reviews/${id}/flag`, { reason: 'spam' })).assertStatus(404)
    ;(await post(client)(author, `reviews/${id}/respond`, { text: 'No' })).assertStatus(404)
  })

  test('too many in an hour answer 429', async ({ client, assert }) => {
    const user = await createReviewer()
    const statuses = []
    for (let at = 0; at < 21; at++) {
      const response = await post(client)(user, 'plugins/no-such-plugin/reviews', reviewBody())
      statuses.push(response.status())
      if (at === 20) assert.isAbove(Number(response.header('retry-after')), 0)
    }
    assert.deepEqual(statuses, [...Array(20).fill(404), 429])
    await grownUp(user)
  })
})
