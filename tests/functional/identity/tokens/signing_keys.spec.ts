import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { LiveBus } from '#core/live/live_bus'
import { PgBus } from '#core/live/pg_bus'
import { Settings } from '#core/settings/settings'
import { Vault } from '#core/vault/vault'
import { ChangeSigningKeys } from '#identity/signing_keys/change_signing_keys'
import { SigningKeys } from '#identity/signing_keys/signing_keys'
import { AccessTokens } from '#identity/tokens/access_tokens'
import KeysRotate from '#commands/keys_rotate'
import { aceJson } from '#tests/support/ace'
import { apiToken, createUser } from '#tests/support/users'
import { waitFor } from '#tests/support/wait_for'
import { statusOf, useAlgorithm } from './support/forge.js'
import type { Algorithm } from '#identity/signing_keys/signing_key'

const ACTOR = systemActor('test')
const origin = () => `http://${env.get('HOST')}:${env.get('PORT')}`

const rotate = async (algorithm: Algorithm, how: { force?: boolean; revoke?: boolean } = { force: true }) => {
  const changes = await app.container.make(ChangeSigningKeys)
  return changes.rotate(algorithm, { actor: ACTOR, ...how })
}

const kidOf = (token: string) => decodeProtectedHeader(token).kid!

/** Keys as another process of the installation has them: a connection to the bus and a memory of its own. */
async function anotherProcess() {
  const bus = new LiveBus(new PgBus(env.get('DATABASE_URL')))
  const [settings, vault] = [await app.container.make(Settings), await app.container.make(Vault)]
  const changes = await app.container.make(ChangeSigningKeys)
  const keys = new SigningKeys({ settings, vault, bus, changes })
  let heard = 0
  keys.onChange(() => heard++)
  // Forgotten once when the subscription stands.
  await waitFor('the subscription', () => heard > 0)
  return { keys, tokens: new AccessTokens(keys), heard: () => heard, close: () => bus.close() }
}

test.group('Signing keys', (group) => {
  group.each.teardown(async () => {
    await useAlgorithm('HS256')
  })

  test('are published without their private halves; a stranger verifies our tokens by them alone', async ({ client, assert }) => {
    const { user } = await createUser()
    for (const algorithm of ['RS256', 'EdDSA'] as const) {
      await useAlgorithm(algorithm)
      const token = await apiToken(user)
      const answer = await client.get('/.well-known/jwks.json')
      answer.assertStatus(200)
      assert.equal(answer.header('cache-control'), 'public, max-age=300')
      const keys = answer.body().keys as Record<string, string>[]
      assert.isNotEmpty(keys)
      for (const key of keys) {
        assert.equal(key.use, 'sig')
        assert.sameMembers(
          Object.keys(key),
          key.kty === 'RSA' ? ['kty', 'n', 'e', 'kid', 'alg', 'use'] : ['kty', 'crv', 'x', 'kid', 'alg', 'use']
        )
      }
      assert.equal(keys[0].kid, kidOf(token))
      assert.equal((await client.get('/.well-known/jwks.json').header('if-none-match', answer.header('etag')!)).status(), 304)

      const jwks = createRemoteJWKSet(new URL(`${origin()}/.well-known/jwks.json`))
      const { payload } = await jwtVerify(token, jwks, { issuer: env.get('APP_URL'), audience: 'rialto:api' })
      assert.equal(payload.sub, user.id)
    }
  })

  test('HS256 publishes nothing of its secret and is not rotated here', async ({ client, assert }) => {
    const { user } = await createUser()
    const kid = kidOf(await apiToken(user))
    const { keys } = (await client.get('/.well-known/jwks.json')).body() as { keys: { kid: string; alg: string }[] }
    assert.notInclude(
      keys.map((key) => key.kid),
      kid
    )
    assert.isEmpty(keys.filter(({ alg }) => alg === 'HS256'))
    assert.containsSubset(await aceJson(KeysRotate), { error_code: 'SHARED_KEY', code: 1 })
  })

  test('private halves lie sealed, and only while they sign or will', async ({ assert }) => {
    await useAlgorithm('EdDSA')
    await apiToken((await createUser()).user)
    await rotate('EdDSA')
    const rows = (await db.from('token_signing_keys')) as { state: string; alg: string; ciphertext: Buffer | null }[]
    assert.lengthOf(
      rows.filter(({ state }) => state === 'active'),
      1
    )
    assert.lengthOf(
      rows.filter(({ state }) => state === 'next'),
      1
    )
    for (const { state, alg, ciphertext } of rows) {
      assert.equal(ciphertext !== null, alg !== 'HS256' && state !== 'retired')
      assert.notInclude(ciphertext?.toString('latin1') ?? '', 'PRIVATE KEY')
    }
  })

  test('rotation while serving drops no good token; the next key was published before it signs', async ({ client, assert }) => {
    await useAlgorithm('EdDSA')
    const { user } = await createUser()
    const tokens = [await apiToken(user)]
    const answers: number[] = []
    let isRotating = true
    const requests = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (isRotating) for (const token of [...tokens]) answers.push(await statusOf(token))
      })
    )
    for (let i = 0; i < 5; i++) {
      const { keys } = (await client.get('/.well-known/jwks.json')).body() as { keys: { kid: string }[] }
      const { kid } = await rotate('EdDSA')
      assert.include(
        keys.map((key) => key.kid),
        kid
      )
      tokens.push(await apiToken(user))
      assert.equal(kidOf(tokens.at(-1)!), kid)
    }
    isRotating = false
    await requests
    assert.isAbove(answers.length, 20)
    assert.deepEqual([...new Set(answers)], [200])
    assert.lengthOf(new Set(tokens.map(kidOf)), 6)
  })

  test('sign-ins at once after a change of the algorithm make one key', async ({ assert }) => {
    const { user } = await createUser()
    await useAlgorithm('RS256')
    const tokens = await Promise.all(Array.from({ length: 8 }, () => apiToken(user)))
    assert.lengthOf(new Set(tokens.map(kidOf)), 1)
    for (const token of tokens) assert.equal(await statusOf(token), 200)
  })

  test('a retired key verifies as long as its tokens live, and no longer', async ({ assert }) => {
    await useAlgorithm('EdDSA')
    const { user } = await createUser()
    const token = await apiToken(user)
    await rotate('EdDSA')
    assert.equal(await statusOf(token), 200)
    const { expires_at: end, retired_at: start } = await db.from('token_signing_keys').where('kid', kidOf(token)).firstOrFail()
    assert.isAtLeast((end as Date).getTime() - (start as Date).getTime(), 900_000)

    await db
      .from('token_signing_keys')
      .where('kid', kidOf(token))
      .update({ expires_at: new Date(Date.now() - 1) })
    const keys = await app.container.make(SigningKeys)
    keys.forget()
    assert.equal(await statusOf(token), 401)
  })

  test('a stolen key is revoked at once, in other processes too; the clients refresh', async ({ client, assert }) => {
    await useAlgorithm('EdDSA')
    const { user, password } = await createUser()
    const login = (await client.post('/api/v1/auth/login').json({ email: user.email, password })).body()
    const other = await anotherProcess()
    try {
      assert.exists(await other.tokens.verify(login.access_token))
      await rotate('EdDSA', { revoke: true })
      assert.equal(await statusOf(login.access_token), 401)
      await waitFor('the news of the revocation', async () => (await other.tokens.verify(login.access_token)) === null)
      const refreshed = await client.post('/api/v1/auth/refresh').json({ refresh_token: login.refresh_token })
      refreshed.assertStatus(200)
      assert.equal(await statusOf(refreshed.body().access_token), 200)
    } finally {
      await other.close()
    }
  })

  test('another process hears of a rotation, and finds a key whose news got lost', async ({ assert }) => {
    await useAlgorithm('EdDSA')
    const { user } = await createUser()
    await apiToken(user)
    const other = await anotherProcess()
    try {
      await other.keys.signing()
      const before = other.heard()
      const { kid } = await rotate('EdDSA')
      await waitFor('the news of the rotation', () => other.heard() > before)
      assert.equal((await other.keys.signing()).kid, kid)
    } finally {
      await other.close()
    }
    // Its connection is gone: no nudge arrives any more.
    await useAlgorithm('RS256')
    const token = await apiToken(user)
    await waitFor('a look for the unknown key', async () => (await other.tokens.verify(token)) !== null)
  })
})
