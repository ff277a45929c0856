import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { rebuildRatings } from '#registry/reviews/rebuild_ratings'
import { listWrongRatings } from '#registry/reviews/refresh_ratings'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf } from '#tests/support/plugin_uploads'
import { apiToken, createUser, joinTenant } from '#tests/support/users'
import { adopt, createPlugin, createReviewer, writeReview } from '#tests/support/plugin_reviews'
import type { ApiClient } from '@japa/api-client'
import type { ReviewAct } from '#registry/reviews/review_states'
import type User from '#identity/models/user'

const WEIGHT = 10

const post = (client: ApiClient) => async (user: User, path: string, body: object) =>
  client
    .post(`/api/v1/${path}`)
    .bearerToken(await apiToken(user))
    .json(body)
const reviewOf = (id: string) => db.from('reviews').where('id', id).firstOrFail()
const pluginOf = (id: string) => db.from('plugins').where('id', id).firstOrFail()

async function reviewed() {
  const plugin = await createPlugin()
  const author = await createReviewer()
  const { id } = await writeReview(author, plugin.name)
  return { ...plugin, author, id, path: `plugins/${plugin.name}/reviews/${id}` }
}

async function change(reviewId: string, act: ReviewAct, by: User) {
  const statuses = await app.container.make(ChangeReviewStatus)
  return db.transaction((trx) =>
    statuses.apply(trx, { actor: actorOf(by), reviewId, act, reasonCode: 'spam', publicReason: 'It only advertises something else' })
  )
}

test.group('Votes on reviews', (group) => {
  group.each.setup(forgetCounts)

  test('one a person, which may be changed; not on their own review, not by the publisher', async ({ client, assert }) => {
    const { name, publisher, author, id, path } = await reviewed()
    const [first, second] = [await createReviewer(), await createReviewer()]
    const vote = (user: User, helpful: unknown) => post(client)(user, `${path}/vote`, { helpful })
    const recorded = await vote(first, true)
    recorded.assertStatus(200)
    const { serial, ...told } = recorded.body()
    assert.deepEqual(told, { success: true, message: 'Vote recorded' })
    assert.isAbove(serial, 0)
    await vote(first, true)
    await vote(second, true)
    assert.containSubset(await reviewOf(id), { helpful_count: 2, unhelpful_count: 0 })
    await vote(second, false)
    assert.containSubset(await reviewOf(id), { helpful_count: 1, unhelpful_count: 1 })

    for (const user of [author, publisher]) (await vote(user, true)).assertStatus(403)
    ;(await vote(first, 'yes')).assertStatus(422)
    ;(await client.post(`/api/v1/${path}/vote`).json({ helpful: true })).assertStatus(401)
    const other = await createPlugin()
    ;(await post(client)(first, `plugins/${other.name}/reviews/${id}/vote`, { helpful: true })).assertStatus(404)
    assert.containSubset(await reviewOf(id), { helpful_count: 1, unhelpful_count: 1 })

    const later = await writeReview(second, name)
    const order = (await client.get(`/api/v1/plugins/${name}/reviews`)).body().reviews as { id: string }[]
    assert.deepEqual(
      order.map((review) => review.id),
      [id, later.id]
    )
    const pages = [0, 1, 2].map((page) => client.get(`/api/v1/plugins/${name}/reviews?page=${page}&per_page=1`))
    const paged = (await Promise.all(pages)).map((response) => response.body().reviews.map((review: { id: string }) => review.id))
    assert.deepEqual(paged, [[id], [later.id], []])
  })

  test('thirty at once are all counted, and none twice', async ({ client, assert }) => {
    const { id, path } = await reviewed()
    const people = await Promise.all(Array.from({ length: 15 }, createReviewer))
    const votes = [...people, ...people].map((user, at) => post(client)(user, `${path}/vote`, { helpful: at % 15 < 10 }))
    for (const response of await Promise.all(votes)) response.assertStatus(200)
    assert.containSubset(await reviewOf(id), { helpful_count: 10, unhelpful_count: 5 })
  })
})

test.group("The publisher's answer", (group) => {
  group.each.setup(forgetCounts)

  test('one, which can be rewritten and taken back; only by those who publish the plugin', async ({ client, assert }) => {
    const { name, publisher, author, id } = await reviewed()
    const respond = (user: User, text: unknown) => post(client)(user, `reviews/${id}/respond`, { text })
    const shown = async () => (await client.get(`/api/v1/plugins/${name}/reviews`)).body().reviews[0].author_response
    const saved = await respond(publisher, 'Thank you!')
    saved.assertStatus(200)
    assert.isTrue(saved.body().success)
    assert.equal((await shown()).text, 'Thank you!')
    ;(await respond(publisher, 'Thank you very much!')).assertStatus(200)
    assert.equal((await shown()).text, 'Thank you very much!')
    assert.lengthOf(await db.from('outbox').where({ name: 'registry.review_replied.v1', aggregate_id: id }), 1)

    for (const user of [author, await createReviewer()]) (await respond(user, 'Me too')).assertStatus(403)
    ;(await respond(publisher, '')).assertStatus(422)
    ;(await respond(publisher, 'x'.repeat(5_001))).assertStatus(422)
    ;(await client.post(`/api/v1/reviews/${id}/respond`).json({ text: 'x' })).assertStatus(401)
    const remove = async (user: User) => client.delete(`/api/v1/reviews/${id}/respond`).bearerToken(await apiToken(user))
    ;(await remove(author)).assertStatus(403)
    ;(await client.delete(`/api/v1/reviews/${id}/respond`)).assertStatus(401)
    ;(await remove(publisher)).assertStatus(200)
    assert.isNull(await shown())
    ;(await remove(publisher)).assertStatus(200)
  })
})

test.group('Reported reviews', (group) => {
  group.each.setup(forgetCounts)

  const flag =
    (client: ApiClient) =>
    (user: User, path: string, body: object = { reason: 'spam', note: 'An advertisement' }) =>
      post(client)(user, `${path}/flag`, body)

  test('come before moderators when enough people say so, and stay where they are until then', async ({ client, assert }) => {
    const { name, author, id, path } = await reviewed()
    const people = [await createReviewer(), await createReviewer(), await createReviewer()]
    for (const user of people.slice(0, 2)) (await flag(client)(user, path)).assertStatus(200)
    await flag(client)(people[0], path)
    assert.equal((await reviewOf(id)).status, 'published')
    await flag(client)(people[2], path)
    assert.equal((await reviewOf(id)).status, 'flagged')
    assert.equal((await client.get(`/api/v1/plugins/${name}/reviews`)).body().total, 1, 'nothing is hidden by reports')
    assert.lengthOf(await db.from('outbox').where({ name: 'registry.review_flagged.v1', aggregate_id: id }), 1)
    assert.lengthOf(await db.from('moderation_actions').where({ target_type: 'review', target_id: id, to_status: 'flagged' }), 1)

    ;(await flag(client)(author, path)).assertStatus(403)
    ;(await flag(client)(people[0], path, { reason: 'dislike' })).assertStatus(422)
    ;(await client.post(`/api/v1/${path}/flag`).json({ reason: 'spam' })).assertStatus(401)
  })

  test('neither new accounts, nor one company, nor the publisher bring one before moderators', async ({ client, assert }) => {
    const { pluginId, publisher, id, path } = await reviewed()
    for (let at = 0; at < 4; at++) await flag(client)((await createUser({ platform: ['user'] })).user, path)
    const first = await createReviewer()
    const tenant = await joinTenant(first, { role: 'owner' })
    const colleagues = [first, await createReviewer(), await createReviewer(), await createReviewer()]
    for (const user of colleagues.slice(1)) await joinTenant(user, { role: 'viewer', of: tenant })
    for (const user of colleagues) await flag(client)(user, path)
    await flag(client)(publisher, path)
    assert.equal((await reviewOf(id)).status, 'published')

    await adopt(pluginId, tenant.id)
    await flag(client)(await createReviewer(), path)
    assert.equal((await reviewOf(id)).status, 'flagged', 'who had the plugin weighs more')
  })

  test('a moderator hides, restores and removes: the rating follows, each act leaves its traces', async ({ client, assert }) => {
    const { name, pluginId, author, id, path } = await reviewed()
    const moderator = (await createUser({ platform: ['moderator'] })).user
    const total = async () => (await client.get(`/api/v1/plugins/${name}/reviews`)).body().total
    await change(id, 'hide', moderator)
    assert.deepEqual([(await reviewOf(id)).status, await total(), (await pluginOf(pluginId)).rating_count], ['hidden', 0, 0])
    const token = await apiToken(author)
    const edited = await client.put(`/api/v1/${path}`).bearerToken(token).json({ version: '1.0.0', rating: 1, comment: 'Once more, then.' })
    edited.assertStatus(409)
    ;(await post(client)(await createReviewer(), `${path}/vote`, { helpful: true })).assertStatus(404)
    await change(id, 'restore', moderator)
    assert.deepEqual([(await reviewOf(id)).status, await total(), (await pluginOf(pluginId)).rating_count], ['published', 1, 1])
    await assert.rejects(() => change(id, 'remove', moderator), /cannot be done/)
    await change(id, 'hide', moderator)
    await change(id, 'remove', moderator)
    assert.deepEqual([(await reviewOf(id)).status, await total()], ['removed', 0])
    await assert.rejects(() => writeReview(author, name), /already reviewed/)

    const acts = await db.from('moderation_actions').where('target_id', id).orderBy('serial')
    assert.deepEqual(
      acts.map(({ action, actor_id: actor }) => [action, actor]),
      ['hide', 'restore', 'hide', 'remove'].map((act) => [act, moderator.id])
    )
    const audited = await db.from('audit_log').where({ target_type: 'review', target_id: id, actor_id: moderator.id })
    assert.deepEqual(audited.map(({ action }) => action).sort(), [
      ...['registry.review_hide', 'registry.review_hide', 'registry.review_remove', 'registry.review_restore'],
    ])
  })
})

test.group('Ratings', (group) => {
  group.each.setup(forgetCounts)

  test('fifty reviews at once are all in the rating, exactly', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const people = await Promise.all(Array.from({ length: 50 }, createReviewer))
    const body = (rating: number) => ({ version: '1.0.0', rating, comment: 'Written with forty-nine others.' })
    const answers = await Promise.all(people.map((user, at) => post(client)(user, `plugins/${name}/reviews`, body((at % 5) + 1))))
    for (const response of answers) response.assertStatus(200)
    const plugin = await pluginOf(pluginId)
    assert.containSubset(plugin, { rating_sum: 150, rating_count: 50 })
    const { mean } = await db.from('rating_prior').firstOrFail()
    assert.closeTo(plugin.rating_bayes, (150 + WEIGHT * mean) / (50 + WEIGHT), 0.001)
    const { stats } = (await client.get(`/api/v1/plugins/${name}/reviews`)).body()
    assert.deepEqual(stats, { average_rating: 3, total_reviews: 50, rating_distribution: { 1: 10, 2: 10, 3: 10, 4: 10, 5: 10 } })
    assert.notInclude(await listWrongRatings(WEIGHT), pluginId)
  })

  test('a few raves do not beat many good ones', async ({ assert }) => {
    const [few, many] = [await createPlugin(), await createPlugin()]
    await writeReview(await createReviewer(), few.name, { rating: 5 })
    for (let at = 0; at < 12; at++) await writeReview(await createReviewer(), many.name, { rating: at % 4 ? 5 : 4 })
    const [one, other] = [await pluginOf(few.pluginId), await pluginOf(many.pluginId)]
    assert.isAbove(one.rating_sum / one.rating_count, other.rating_sum / other.rating_count)
    assert.isBelow(one.rating_bayes, other.rating_bayes)
  })

  test('are proved by a job, which names and repairs one that is wrong', async ({ assert }) => {
    const { name, pluginId } = await createPlugin()
    await writeReview(await createReviewer(), name, { rating: 2 })
    await rebuildRatings(WEIGHT)
    const before = await pluginOf(pluginId)
    await db.from('plugins').where('id', pluginId).update({ rating_sum: 50, rating_count: 10 })
    assert.deepEqual(await rebuildRatings(WEIGHT), [pluginId])
    assert.containSubset(await pluginOf(pluginId), { rating_sum: 2, rating_count: 1, rating_bayes: before.rating_bayes })
    assert.deepEqual(await rebuildRatings(WEIGHT), [])
    const { mean } = await db.from('rating_prior').firstOrFail()
    const { rows } = await db.rawQuery(`select round(avg(rating), 2)::float8 as mean from reviews where status in ('published', 'flagged')`)
    assert.closeTo(mean, rows[0].mean, 0.001)
  })
})
