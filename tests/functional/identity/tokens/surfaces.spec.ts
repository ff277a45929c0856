import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { decodeJwt } from 'jose'
import { test } from '@japa/runner'
import { listOperations } from '#core/http/openapi/operation'
import { openApiPath } from '#core/http/openapi/document'
import { newId } from '#core/ids'
import { SURFACES, surfaceOf, type Surface } from '#identity/tokens/surfaces'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, joinTenant, PASSWORD, type TestUser, type UserOptions } from '#tests/support/users'

const DOORS: Record<Surface, string> = {
  api: '/api/v1/auth/login',
  admin: '/api/v1/admin/auth/login',
  merchant: '/api/v1/merchant/auth/token',
  trader: '/api/v1/trader/auth/token',
  support: '/api/v1/support/auth/login',
}
const pathOf = (surface: Surface, what: string) => `/api/v1/${surface === 'api' ? '' : `${surface}/`}auth/${what}`

/** The least who wears each hat, and the most who does not. */
const WEARERS: Record<Exclude<Surface, 'api'>, { can: UserOptions; cannot: UserOptions[] }> = {
  admin: { can: { platform: ['analyst'] }, cannot: [{ platform: ['user'] }, { tenant: { role: 'owner' } }] },
  merchant: { can: { tenant: { role: 'user' } }, cannot: [{ tenant: { role: 'viewer' } }, { platform: ['admin'] }] },
  trader: { can: { tenant: { role: 'admin' } }, cannot: [{ tenant: { role: 'user' } }, { platform: ['admin'] }] },
  support: { can: { platform: ['support'] }, cannot: [{ platform: ['moderator'] }, { tenant: { role: 'owner' } }] },
}
const OWN = Object.keys(WEARERS) as (keyof typeof WEARERS)[]

async function call(method: string, path: string, { token, body }: { token?: string; body?: object } = {}) {
  const response = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body && JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, json: (text ? JSON.parse(text) : {}) as Record<string, string> }
}

const signIn = ({ user, password }: TestUser, surface: Surface) => call('POST', DOORS[surface], { body: { email: user.email, password } })

test.group('Surfaces of the API', (group) => {
  group.each.setup(forgetCounts)

  for (const surface of OWN) {
    test(`${surface}: who wears the hat gets tokens for it, refreshes and logs out there; others see 403`, async ({ assert }) => {
      const wearer = await createUser(WEARERS[surface].can)
      const { status, json } = await signIn(wearer, surface)
      assert.equal(status, 200)
      assert.equal(decodeJwt(json.access_token).aud, `rialto:${surface}`)
      const refreshed = await call('POST', pathOf(surface, 'refresh'), { body: { refresh_token: json.refresh_token } })
      assert.equal(refreshed.status, 200)
      assert.equal(decodeJwt(refreshed.json.access_token).aud, `rialto:${surface}`)
      assert.equal((await call('POST', pathOf(surface, 'logout'), { token: refreshed.json.access_token })).status, 204)
      assert.equal((await call('POST', pathOf(surface, 'logout'), { token: refreshed.json.access_token })).status, 401)
      assert.equal((await call('POST', pathOf(surface, 'refresh'), { body: { refresh_token: refreshed.json.refresh_token } })).status, 401)

      for (const options of WEARERS[surface].cannot) {
        const refused = await signIn(await createUser(options), surface)
        assert.equal(refused.status, 403, JSON.stringify(options))
        assert.notProperty(refused.json, 'access_token')
      }
      const wrong = await call('POST', DOORS[surface], { body: { email: wearer.user.email, password: 'not the password' } })
      assert.equal(wrong.status, 401)
    })

    test(`${surface}: who takes off the hat is refused at the next refresh`, async ({ assert }) => {
      const wearer = await createUser(WEARERS[surface].can)
      const { json } = await signIn(wearer, surface)
      await db.from('role_bindings').where('user_id', wearer.user.id).delete()
      await db.from('tenant_members').where('user_id', wearer.user.id).update({ role: 'viewer' })
      const refused = await call('POST', pathOf(surface, 'refresh'), { body: { refresh_token: json.refresh_token } })
      assert.equal(refused.status, 403)
    })
  }

  for (const [surface, door] of Object.entries({ merchant: 'token', trader: 'token', support: 'login' }) as [
    keyof typeof WEARERS,
    string,
  ][]) {
    test(`${surface}: the same doors stand at the root, with the same limits and refusals`, async ({ client, assert }) => {
      const wearer = await createUser(WEARERS[surface].can)
      const body = { email: wearer.user.email, password: wearer.password }
      const { status, json } = await call('POST', `/${surface}/auth/${door}`, { body })
      assert.equal(status, 200)
      assert.equal(decodeJwt(json.access_token).aud, `rialto:${surface}`)
      const refreshed = await call('POST', `/${surface}/auth/refresh`, { body: { refresh_token: json.refresh_token } })
      assert.equal(refreshed.status, 200)
      assert.equal((await call('POST', pathOf(surface, 'refresh'), { body: { refresh_token: refreshed.json.refresh_token } })).status, 200)
      assert.equal((await call('POST', `/${surface}/auth/logout`, { token: refreshed.json.access_token })).status, 204)
      assert.equal((await call('POST', `/${surface}/auth/logout`, { token: refreshed.json.access_token })).status, 401)

      const other = await createUser(WEARERS[surface].cannot[0])
      assert.equal(
        (await call('POST', `/${surface}/auth/${door}`, { body: { email: other.user.email, password: other.password } })).status,
        403
      )
      const wrong = await client.post(`/${surface}/auth/${door}`).json({ ...body, password: 'not the password' })
      wrong.assertStatus(401)
      assert.match(wrong.header('content-type')!, /problem\+json/)
      assert.equal(wrong.header('content-security-policy'), "default-src 'none'; frame-ancestors 'none'")
      assert.include(wrong.header('ratelimit-policy'), '"address"')
      for (let at = 0; at < 10; at++) await call('POST', `/${surface}/auth/${door}`, { body: { ...body, password: 'a guess' } })
      assert.equal((await call('POST', `/${surface}/auth/${door}`, { body: { ...body, password: 'a guess' } })).status, 429)
      assert.equal((await call('POST', DOORS[surface], { body: { ...body, password: 'a guess' } })).status, 429)
    })
  }

  test('a refresh token is nobody’s on another surface, and is not used up there', async ({ assert }) => {
    const everyone = await createUser({ platform: ['superadmin'], tenant: { role: 'owner' } })
    for (const surface of SURFACES) {
      const { json } = await signIn(everyone, surface)
      const body = { refresh_token: json.refresh_token }
      for (const other of SURFACES.filter((one) => one !== surface)) {
        assert.equal((await call('POST', pathOf(other, 'refresh'), { body })).status, 401, `${surface} on ${other}`)
      }
      assert.equal((await call('POST', pathOf(surface, 'refresh'), { body })).status, 200, surface)
    }
  })

  test('every operation of the API refuses the tokens of other surfaces', async ({ assert }) => {
    const { user } = await createUser({ platform: ['superadmin'], tenant: { role: 'owner' } })
    const tokens = new Map<Surface, string>()
    for (const surface of SURFACES) tokens.set(surface, await apiToken(user, null, surface))
    const complaints: string[] = []
    for (const [route, { id }] of listOperations()) {
      await forgetCounts()
      const { pattern, methods } = route.toJSON()
      const own = surfaceOf(pattern)
      const path = openApiPath(pattern).replace(/\{\w+\}/g, () => newId())
      for (const [surface, token] of tokens) {
        // The way of the registry's clients: they administer with what they signed in for.
        if (surface === own || (own === 'admin' && surface === 'api')) continue
        const { status, json } = await call(
          methods.find((one) => one !== 'HEAD')!,
          path,
          { token }
        )
        if (status !== 401 || json.error_code !== 'TOKEN_INVALID') complaints.push(`${id} took ${surface}: ${status}`)
      }
    }
    assert.isAbove(listOperations().length, 100)
    assert.deepEqual(complaints, [])
  })

  test('of several companies the sign-in is in one where the person wears the hat', async ({ assert }) => {
    const person = await createUser({ tenant: { role: 'viewer' } })
    const second = await joinTenant(person.user, { role: 'user' })
    await db.from('users').where('id', person.user.id).update({ last_tenant_id: person.tenant!.id })
    const { json } = await signIn(person, 'merchant')
    assert.containsSubset(decodeJwt(json.access_token), { tenant_id: second.id, role: 'user' })
    const { json: general } = await signIn(person, 'api')
    assert.containsSubset(decodeJwt(general.access_token), { tenant_id: person.tenant!.id, role: 'viewer' })
  })

  test('a token of the admin surface administers', async ({ assert }) => {
    const { user } = await createUser({ platform: ['admin'] })
    const token = await apiToken(user, null, 'admin')
    assert.equal((await call('GET', '/api/v1/admin/stats', { token })).status, 200)
    assert.equal((await call('GET', '/api/v1/auth/me', { token })).status, 401)
  })

  test('doors of all surfaces say the same of unknown people and wrong passwords', async ({ assert }) => {
    const { user } = await createUser({ platform: ['superadmin'], tenant: { role: 'owner' } })
    for (const surface of SURFACES) {
      const answers = await Promise.all(
        [user.email, `nobody-${newId()}@example.test`].map((email) =>
          call('POST', DOORS[surface], { body: { email, password: `${PASSWORD}!` } })
        )
      )
      const [known, unknown] = answers.map(({ status, json: { request_id: _, ...json } }) => ({ status, json }))
      assert.equal(known.status, 401)
      assert.deepEqual(known, unknown)
    }
  })
})
