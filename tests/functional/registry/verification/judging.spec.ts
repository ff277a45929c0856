import { newId } from '#core/ids'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import TellPublisherVerified from '#notifications/jobs/tell_publisher_verified'
import { apiToken, createUser } from '#tests/support/users'
import { createPlugin } from '#tests/support/plugin_reviews'
import { lastEvent } from '#tests/support/publishing'

const ROLES = ['superadmin', 'admin', 'moderator', 'analyst', 'support', 'finance', 'user'] as const
const MAY: readonly string[] = ['superadmin', 'admin']

test.group('Vouching for publishers', () => {
  test('administrators do, by program, and take it back; nobody else does', async ({ client, assert }) => {
    const { publisher } = await createPlugin()
    const { slug, id } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const path = `/api/v1/admin/publishers/${slug}/verify`
    for (const role of ROLES) {
      const { user } = await createUser({ platform: [role] })
      const answer = await client
        .post(path)
        .bearerToken(await apiToken(user))
        .json({ verified: true, reason: 'Known in person' })
      assert.equal(answer.status(), MAY.includes(role) ? 200 : 403, role)
    }
    ;(await client.post(path).json({ verified: true })).assertStatus(401)
    const { user: admin } = await createUser({ platform: ['admin'] })
    const token = await apiToken(admin)
    ;(await client.post('/api/v1/admin/publishers/no-such/verify').bearerToken(token).json({ verified: true })).assertStatus(404)
    ;(await client.post(path).bearerToken(token).json({ verified: 'yes' })).assertStatus(422)
    // Twice is once.
    assert.lengthOf(await db.from('moderation_actions').where({ target_id: id, action: 'verify' }), 1)
    const event = { ...(await lastEvent('registry.publisher_verified.v1', id)), id: newId() }
    const tell = await app.container.make(TellPublisherVerified)
    await tell.handle(event as never)
    await tell.handle(event as never)
    assert.lengthOf(await db.from('notifications').where({ user_id: publisher.id, kind: 'registry.publisher_verified' }), 1)
    const ended = await client.post(path).bearerToken(token).json({ verified: false })
    ended.assertBodyContains({ success: true, verified: false, verified_at: null })
  })

  test('by page: lists, what it does, done; moderators find no such page', async ({ client, assert }) => {
    const { publisher, name, pluginId } = await createPlugin()
    const { id, name: who } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const { user: admin } = await createUser({ platform: ['admin'] })
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const open = (path: string, user = admin) => client.get(`/operator/${path}`).loginAs(user)
    const act = (path: string, user = admin) =>
      client.post(`/operator/verification/${path}`).loginAs(user).withCsrfToken().redirects(0).form({})
    assert.include((await open(`verification/publishers?q=${encodeURIComponent(who)}`)).text(), who)
    assert.include((await open(`verification/plugins?q=${name}`)).text(), name)
    for (const path of ['registry', 'verification/publishers', 'verification/plugins', `verification/publishers/${id}`]) {
      ;(await open(path)).assertStatus(200)
      assert.oneOf((await open(path, moderator)).status(), [403, 404])
    }
    assert.oneOf((await act(`plugins/${pluginId}/verify`, moderator)).status(), [403, 404])
    ;(await act(`plugins/${pluginId}/verify`)).assertStatus(302)
    ;(await act(`publishers/${id}/verify`)).assertStatus(302)
    assert.isNotNull((await db.from('plugins').where('id', pluginId).firstOrFail()).verified_at)
    assert.include((await open(`verification/publishers/${id}`)).text(), 'by an administrator')
    ;(await act(`publishers/${id}/unverify`)).assertStatus(302)
    assert.isNull((await db.from('publishers').where('id', id).firstOrFail()).verified_at)
    ;(await open('verification/publishers/not-an-id')).assertStatus(404)
    ;(await act(`publishers/${id}/explode`)).assertStatus(404)
  })
})
