import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { createPlugin, createReviewer, reviewBody, writeReview } from '#tests/support/plugin_reviews'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const list = (client: ApiClient, name: string) => client.get(`/api/v1/plugins/${name}/reviews`)
const send = (client: ApiClient, method: 'post' | 'put') => async (user: User, path: string, body: object) =>
  client[method](`/api/v1/${path}`)
    .bearerToken(await apiToken(user))
    .json(body)
const pluginOf = (id: string) => db.from('plugins').where('id', id).firstOrFail()

test.group('A review that is taken back', (group) => {
  group.each.setup(forgetCounts)

  test('its author takes it back: neither shown nor counted, and another can be written; others may not', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const [author, reader] = [await createReviewer(), await createReviewer()]
    const { id } = await writeReview(author, name, { rating: 5 })
    ;(await send(client, 'post')(reader, `plugins/${name}/reviews/${id}/vote`, { helpful: true })).assertStatus(200)
    const withdraw = async (user: User) => client.delete(`/api/v1/plugins/${name}/reviews/${id}`).bearerToken(await apiToken(user))
    ;(await withdraw(reader)).assertStatus(403)
    ;(await client.delete(`/api/v1/plugins/${name}/reviews/${id}`)).assertStatus(401)
    assert.equal((await pluginOf(pluginId)).rating_count, 1)
    ;(await withdraw(author)).assertStatus(200)
    assert.equal((await list(client, name)).body().total, 0)
    assert.containSubset(await pluginOf(pluginId), { rating_sum: 0, rating_count: 0 })
    ;(await withdraw(author)).assertStatus(404)
    ;(await send(client, 'put')(author, `plugins/${name}/reviews/${id}`, reviewBody())).assertStatus(404)
    ;(await send(client, 'post')(reader, `plugins/${name}/reviews/${id}/vote`, { helpful: true })).assertStatus(404)

    const anew = await send(client, 'post')(author, `plugins/${name}/reviews`, reviewBody({ rating: 2 }))
    anew.assertStatus(200)
    const [review] = (await list(client, name)).body().reviews
    assert.containSubset(review, { id, rating: 2, helpful_count: 0, author_response: null })
    assert.containSubset(await pluginOf(pluginId), { rating_sum: 2, rating_count: 1 })
    ;(await send(client, 'post')(author, `plugins/${name}/reviews`, reviewBody())).assertStatus(400)
    await db.from('reviews').where('id', id).update({ status: 'hidden' })
    ;(await withdraw(author)).assertStatus(409)
  })
})
