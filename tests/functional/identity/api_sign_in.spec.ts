import app from '@adonisjs/core/services/app'
import { SignJWT, decodeJwt } from 'jose'
import { test } from '@japa/runner'
import env from '#start/env'
import BlockUser from '#identity/actions/block_user'
import { systemActor } from '#core/actor'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser, joinTenant } from '#tests/support/users'
import { newId } from '#core/ids'

const ME = '/api/v1/auth/me'

test.group('Signing in by API', (group) => {
  group.each.setup(forgetCounts)

  test('login answers the names of every client, and the token works', async ({ client, assert }) => {
    const { user, tenant, password } = await createUser({ tenant: { role: 'admin' }, platform: ['moderator'] })

    const login = await client.post('/api/v1/auth/login').json({ email: user.email, password })

    login.assertStatus(200)
    const body = login.body()
    assert.containsSubset(body, {
      token: body.access_token,
      token_type: 'Bearer',
      expires_in: 900,
      user_id: user.id,
      username: user.username,
    })
    const claims = decodeJwt(body.token)
    assert.containsSubset(claims, { sub: user.id, tenant_id: tenant.id, role: 'admin', type: 'access' })
    assert.properties(claims, ['jti', 'iat', 'exp', 'aud', 'sid'])
    assert.equal(claims.exp! - claims.iat!, 900)
    assert.approximately(body.refresh_token_expires_at - claims.iat!, 30 * 86400, 60)

    const me = await client.get(ME).bearerToken(body.token)
    me.assertStatus(200)
    assert.containsSubset(me.body(), { user_id: user.id, tenant_id: tenant.id, tenant_role: 'admin', platform_roles: ['moderator'] })
    assert.notProperty(me.body(), 'password_hash')
  })

  test('an unknown email and a wrong password get the same answer', async ({ client, assert }) => {
    const { user } = await createUser()
    const wrong = await client.post('/api/v1/auth/login').json({ email: user.email, password: 'not the password' })
    const unknown = await client.post('/api/v1/auth/login').json({ email: `no-${newId()}@example.test`, password: 'not the password' })

    wrong.assertStatus(401)
    unknown.assertStatus(401)
    const { request_id: _a, ...left } = wrong.body()
    const { request_id: _b, ...right } = unknown.body()
    assert.deepEqual(left, right)
    assert.equal(left.error_code, 'INVALID_CREDENTIALS')
  })

  test('what is answered to somebody is kept by nobody on the way; what is the same for all may be', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const { token } = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()
    for (const path of [ME, '/api/v1/auth/sessions']) {
      assert.equal((await client.get(path).bearerToken(token)).header('cache-control'), 'private, no-store', path)
    }
    assert.equal((await client.get('/api/v1/plugins').bearerToken(token)).header('cache-control'), 'public, no-cache')
    for (const page of ['/', '/sign-in', '/sign-up']) {
      assert.equal((await client.get(page)).header('cache-control'), 'private, no-cache', page)
    }
  })

  test('a refresh gives a new pair by HTTP; logout ends access and refresh tokens at once', async ({ client }) => {
    const { user, password } = await createUser()
    const login = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()

    const refreshed = await client.post('/api/v1/auth/refresh').json({ refresh_token: login.refresh_token })
    refreshed.assertStatus(200)
    ;(await client.get(ME).bearerToken(refreshed.body().token)).assertStatus(200)
    const known = await client.post('/api/v1/auth/token/refresh').json({ refresh_token: refreshed.body().refresh_token })
    known.assertStatus(200)
    const last = known.body()

    ;(await client.post('/api/v1/auth/logout').bearerToken(last.token)).assertStatus(204)
    ;(await client.get(ME).bearerToken(last.token)).assertStatus(401)
    ;(await client.post('/api/v1/auth/refresh').json({ refresh_token: last.refresh_token })).assertStatus(401)
  })

  test('blocking ends a live token with the next request', async ({ client }) => {
    const { user, password } = await createUser()
    const { token } = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()
    ;(await client.get(ME).bearerToken(token)).assertStatus(200)

    const block = await app.container.make(BlockUser)
    await block.handle({ actor: systemActor('test'), userId: user.id, reason: 'spam' })

    ;(await client.get(ME).bearerToken(token)).assertStatus(401)
  })

  test('forged and foreign tokens are refused, also where none is needed', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const { token } = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()
    const [header, payload, signature] = token.split('.')
    const claims = decodeJwt(token)
    const secret = new TextEncoder().encode(env.get('JWT_SECRET').release())
    const kid = JSON.parse(Buffer.from(header, 'base64url').toString()).kid
    const sign = (changes: object, head: object = {}) =>
      new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT', ...head }).sign(secret)
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const forged: Record<string, string> = {
      'unsigned': `${none}.${payload}.`,
      'cut': `${header}.${payload}.${signature.slice(0, -4)}`,
      'expired': await sign({ exp: Math.floor(Date.now() / 1000) - 60 }),
      'another audience': await sign({ aud: 'rialto:merchant' }),
      'another type': await sign({ type: 'refresh' }),
      'another key id': await sign({}, { kid: '../../etc/passwd' }),
      'another key': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT' })
        .sign(new TextEncoder().encode('x'.repeat(48))),
      'no token at all': '',
    }
    for (const [name, value] of Object.entries(forged)) {
      const response = await client.get(ME).header('Authorization', `Bearer ${value}`)
      assert.equal(response.status(), 401, name)
    }
    ;(await client.get(ME).header('Authorization', `Bearer ${await sign({})}`)).assertStatus(200)
  })

  test('a token for a company ends with the membership, others of the user live on', async ({ client }) => {
    const { user, tenant, password } = await createUser({ tenant: { role: 'owner' } })
    await joinTenant((await createUser()).user, { role: 'owner', of: tenant })
    const { token } = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()
    ;(await client.get('/api/v1/tenants/me').bearerToken(token)).assertStatus(200)

    const { default: RemoveMember } = await import('#tenancy/actions/remove_member')
    const { runInTenant } = await import('#tenancy/tenant_context')
    const remove = await app.container.make(RemoveMember)
    await runInTenant(tenant.id, () =>
      remove.handle({ mayTouchOwners: true, actor: systemActor('test'), tenantId: tenant.id, userId: user.id })
    )

    ;(await client.get('/api/v1/tenants/me').bearerToken(token)).assertStatus(401)
    const again = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()
    ;(await client.get(ME).bearerToken(again.token)).assertStatus(200)
    ;(await client.get('/api/v1/tenants/me').bearerToken(again.token)).assertStatus(403)
  })

  test('wrong types are named, nothing breaks', async ({ client, assert }) => {
    for (const body of [
      {},
      { email: 1, password: [] },
      { email: { $ne: '' }, password: true },
      { email: 'a\u0000b@c.de', password: 'x' },
    ]) {
      const response = await client.post('/api/v1/auth/login').json(body)
      assert.include([401, 422], response.status())
    }
    const response = await client.post('/api/v1/auth/login').json({ email: ['a'], password: 'x' })
    response.assertStatus(422)
    assert.equal(response.body().details[0].field, 'email')
    assert.match(response.header('content-type')!, /problem\+json/)
  })
})
