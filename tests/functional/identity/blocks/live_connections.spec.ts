import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import BlockUser from '#identity/actions/block_user'
import { LiveConnections } from '#identity/live/live_connections'
import { EndUserSessions } from '#identity/users/end_user_sessions'
import { forgetCounts } from '#tests/support/forget_counts'
import { Caller } from '#tests/support/rights'
import { createUser } from '#tests/support/users'
import { startSecondServer } from '#tests/support/second_server'
import { Visitor } from '#tests/support/visitor'
import { programToken } from '#tests/support/publishing'
import { waitFor } from '#tests/support/wait_for'

const actor = systemActor('test')

async function listening(visitor = new Visitor()) {
  const { user, password } = await createUser()
  await visitor.signIn(user.email, password)
  return { user, visitor, stream: await visitor.listen() }
}

test.group('Live connections end with the sign-in behind them', (group) => {
  group.each.setup(forgetCounts)

  test('a block closes the open page of the blocked, and of nobody else', async ({ assert }) => {
    const [victim, other] = [await listening(), await listening()]
    const block = await app.container.make(BlockUser)
    await block.handle({ actor, userId: victim.user.id, reason: 'spam' })
    await waitFor('the stream to end', () => victim.stream.hasEnded())
    assert.isFalse(other.stream.hasEnded())
    // Reconnecting, as browsers do, brings a guest's stream, which hears nothing.
    const again = await victim.visitor.listen()
    await victim.visitor.open('/sign-in')
    const channel = `users/${victim.user.id}/notifications`
    assert.equal((await victim.visitor.submit('/__transmit/subscribe', { uid: crypto.randomUUID(), channel })).status, 403)
    again.stop()
    other.stream.stop()
  })

  test('so does a sign-out by staff; a block that is rolled back closes nothing', async ({ assert }) => {
    const { user, stream } = await listening()
    const block = await app.container.make(BlockUser)
    await assert.rejects(() =>
      db.transaction(async (trx) => {
        await block.within(trx, { actor, userId: user.id, reason: 'a mistake' })
        throw new Error('undone')
      })
    )
    const live = await app.container.make(LiveConnections)
    // A nudge is not the truth: it is looked up, and the account is well.
    await live.announce(user.id)
    assert.isFalse(stream.hasEnded())
    await (await app.container.make(EndUserSessions)).handle({ actor, userId: user.id, reason: 'as asked' })
    await waitFor('the stream to end', () => stream.hasEnded())
  })

  test('ending one sign-in, and signing out, close what that one listens to and nothing else', async ({ assert }) => {
    const { user, password } = await createUser()
    const [here, there] = [new Visitor(), new Visitor()]
    await there.signIn(user.email, password)
    const { id } = await db.from('refresh_families').where('user_id', user.id).whereNull('revoked_at').firstOrFail()
    await here.signIn(user.email, password)
    const [own, other] = [await here.listen(), await there.listen()]
    await here.open('/account/sign-ins')
    await here.submit(`/account/sign-ins/${id}/end`)
    await waitFor('the stream to end', () => other.hasEnded())
    assert.isFalse(own.hasEnded())
    await here.open('/account/sign-ins')
    await here.submit('/sign-out')
    await waitFor('the stream to end', () => own.hasEnded())
  })

  test('one that opens while the block commits is closed as well', async ({ assert }) => {
    const block = await app.container.make(BlockUser)
    for (let round = 0; round < 5; round += 1) {
      const visitor = new Visitor()
      const { user, password } = await createUser()
      await visitor.signIn(user.email, password)
      const [stream] = await Promise.all([visitor.listen().catch(() => null), block.handle({ actor, userId: user.id, reason: 'a race' })])
      if (!stream) continue
      assert.equal((await visitor.open('/account/profile')).status, 302)
      // Either it was closed, or it began as a guest's, which may listen to nothing.
      await visitor.open('/sign-in')
      const channel = `users/${user.id}/notifications`
      assert.equal((await visitor.submit('/__transmit/subscribe', { uid: crypto.randomUUID(), channel })).status, 403)
      stream.stop()
    }
  })

  test('a block here closes what another process holds, and its sessions and tokens there', async ({ assert }) => {
    const server = await startSecondServer()
    try {
      const visitor = new Visitor({}, server.base)
      const { user, password } = await createUser()
      await visitor.signIn(user.email, password)
      assert.equal((await visitor.open('/account/profile')).status, 200)
      const stream = await visitor.listen()
      const block = await app.container.make(BlockUser)
      await block.handle({ actor, userId: user.id, reason: 'spam' })
      await waitFor('the stream of the other process to end', () => stream.hasEnded())
      assert.equal((await visitor.open('/account/profile')).status, 302)
    } finally {
      await server.stop()
    }
  })
})

test.group('Everything of a blocked account', (group) => {
  group.each.setup(forgetCounts)

  test('ends at once: session, access token, refresh token, token of a program; all were good before', async ({ assert, client }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    const login = await client.post('/api/v1/auth/login').json({ email: user.email, password })
    const { access_token: access, refresh_token: refresh } = login.body() as { access_token: string; refresh_token: string }
    const program = await programToken(user)
    const me = (token: string) => client.get('/api/v1/auth/me').bearerToken(token)
    assert.equal((await me(access)).status(), 200)
    assert.equal((await visitor.open('/account/profile')).status, 200)
    const published = () => client.post('/api/v1/plugins/publish').json({}).bearerToken(program.secret)
    assert.notEqual((await published()).status(), 401)

    const admin = await Caller.of({ platform: ['admin'] })
    assert.equal((await admin.post(`admin/users/${user.id}/block`, { reason: 'spam' })).status, 204)

    assert.equal((await me(access)).status(), 401)
    assert.equal((await client.post('/api/v1/auth/refresh').json({ refresh_token: refresh })).status(), 401)
    assert.equal((await published()).status(), 401)
    assert.equal((await visitor.open('/account/profile')).status, 302)
    assert.equal((await client.post('/api/v1/auth/login').json({ email: user.email, password })).status(), 401)

    assert.equal((await admin.post(`admin/users/${user.id}/unblock`, { reason: 'it was a mistake' })).status, 204)
    assert.equal((await me(access)).status(), 401)
    assert.equal((await client.post('/api/v1/auth/login').json({ email: user.email, password })).status(), 200)
  })
})
