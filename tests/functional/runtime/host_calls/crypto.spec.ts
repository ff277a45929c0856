import { createHash, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { createTenant } from '#tests/support/users'
import { asker, createInstallation } from '#tests/support/host_calls'

const KEY = 'a shared key of the installation'
const DATA = 'данные 😀'

async function digester(granted?: string[]) {
  const { id: tenantId } = await createTenant()
  const manifest = { capabilities: ['crypto', 'random'], secrets: { signing_key: {}, other_key: {} } }
  const installation = await createInstallation({ tenantId, manifest, granted })
  const set = await app.container.make(SetPluginSecret)
  await set.handle({ actor: systemActor('test'), installation, name: 'signing_key', value: KEY })
  return asker(installation)
}

const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string

test.group('Hashes and signatures for plugins', () => {
  test('hashes text and bytes as everybody does', async ({ assert }) => {
    const { ask } = await digester()
    for (const algorithm of ['sha256', 'sha512', 'sha1', 'md5']) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        const digest = createHash(algorithm).update(DATA).digest(encoding)
        assert.deepEqual(await ask('hash', { algorithm, encoding, data: DATA }), { digest })
        assert.deepEqual(await ask('hash', { algorithm, encoding, data_base64: Buffer.from(DATA).toString('base64') }), { digest })
        const keyed = createHmac(algorithm, KEY).update(DATA).digest(encoding)
        assert.deepEqual(await ask('hmac', { algorithm, encoding, key: KEY, data: DATA }), { digest: keyed })
        assert.deepEqual(await ask('hmac', { algorithm, encoding, key_secret: 'signing_key', data: DATA }), { digest: keyed })
      }
    }
    assert.deepEqual(await ask('hash', { algorithm: 'sha256', data: '' }), { digest: createHash('sha256').digest('hex') })
  })

  test('random bytes are as many as asked for and never the same', async ({ assert }) => {
    const { ask, refusal } = await digester()
    const one = await ask<{ base64: string }>('random_bytes', { length: 1_024 })
    const two = await ask<{ base64: string }>('random_bytes', { length: 1_024 })
    assert.lengthOf(Buffer.from(one.base64, 'base64'), 1_024)
    assert.notEqual(one.base64, two.base64)
    for (const length of [0, -1, 1_025, 1.5, '8']) assert.equal((await refusal('random_bytes', { length })).code, 'invalid_request')
  })

  test('knows good signatures from bad ones, by PEM and by JWK', async ({ assert }) => {
    const { ask } = await digester()
    const bytes = Buffer.from(DATA)
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const ed = generateKeyPairSync('ed25519')
    const cases = [
      { algorithm: 'RS256', key: rsa.publicKey, signature: sign('sha256', bytes, rsa.privateKey) },
      { algorithm: 'ES256', key: ec.publicKey, signature: sign('sha256', bytes, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }) },
      { algorithm: 'EdDSA', key: ed.publicKey, signature: sign(null, bytes, ed.privateKey) },
    ]
    for (const { algorithm, key, signature } of cases) {
      for (const public_key of [pem(key), key.export({ format: 'jwk' })]) {
        for (const text of [signature.toString('base64'), signature.toString('base64url')]) {
          const request = { algorithm, public_key, data: DATA, signature: text }
          assert.deepEqual(await ask('verify_signature', request), { valid: true }, algorithm)
          assert.deepEqual(await ask('verify_signature', { ...request, data: `${DATA}!` }), { valid: false })
        }
        const broken = Buffer.from(signature)
        broken[5]! ^= 1
        const request = { algorithm, public_key, data: DATA, signature: broken.toString('base64') }
        assert.deepEqual(await ask('verify_signature', request), { valid: false })
        assert.deepEqual(await ask('verify_signature', { ...request, signature: 'AAAA' }), { valid: false })
      }
    }
  })

  test('shared keys: of the installation, or the plugin’s own', async ({ assert }) => {
    const { ask } = await digester()
    const signature = createHmac('sha256', KEY).update(DATA).digest('base64url')
    const request = { algorithm: 'HS256', data: DATA, signature }
    assert.deepEqual(await ask('verify_signature', { ...request, key_secret: 'signing_key' }), { valid: true })
    assert.deepEqual(await ask('verify_signature', { ...request, key: KEY }), { valid: true })
    assert.deepEqual(await ask('verify_signature', { ...request, key: `${KEY}!` }), { valid: false })
    assert.deepEqual(await ask('verify_signature', { ...request, key: KEY, signature: signature.slice(0, -4) }), { valid: false })
  })

  test('a key of another kind, a public key as a shared one, and broken requests are refused in words', async ({ assert }) => {
    const { refusal } = await digester()
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const small = generateKeyPairSync('rsa', { modulusLength: 1_024 })
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const rest = { data: DATA, signature: 'AAAA' }
    const verify: [object, string, RegExp][] = [
      [{ algorithm: 'ES256', public_key: pem(rsa.publicKey), ...rest }, 'invalid_key', /no key for ES256/],
      [{ algorithm: 'EdDSA', public_key: pem(rsa.publicKey), ...rest }, 'invalid_key', /no key for EdDSA/],
      [{ algorithm: 'RS256', public_key: pem(small.publicKey), ...rest }, 'invalid_key', /from 2048 bits/],
      [{ algorithm: 'ES256', public_key: pem(curve.publicKey), ...rest }, 'invalid_key', /P-256/],
      [{ algorithm: 'RS256', public_key: 'nonsense', ...rest }, 'invalid_key', /neither a public key in PEM nor a JWK/],
      [{ algorithm: 'RS256', public_key: { kty: 'oct', k: 'AAAA' }, ...rest }, 'invalid_key', /neither/],
      [
        { algorithm: 'RS256', public_key: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }), ...rest },
        'invalid_key',
        /neither a public key/,
      ],
      [{ algorithm: 'HS256', public_key: pem(rsa.publicKey), ...rest }, 'invalid_request', /HS256 has no public key/],
      [{ algorithm: 'none', public_key: pem(rsa.publicKey), ...rest }, 'invalid_request', /algorithm must be equal to one/],
      [{ algorithm: 'RS256', ...rest }, 'invalid_request', /RS256 needs public_key/],
      [{ algorithm: 'HS256', ...rest }, 'invalid_request', /one of key, key_base64 and key_secret/],
      [{ algorithm: 'HS256', key: 'a', key_secret: 'signing_key', ...rest }, 'invalid_request', /one of key/],
      [{ algorithm: 'HS256', key_secret: 'third_key', ...rest }, 'unknown_secret', /"third_key"/],
      [{ algorithm: 'HS256', key_secret: 'other_key', ...rest }, 'secret_not_set', /"other_key"/],
      [{ algorithm: 'HS256', key: 'a', data: DATA, signature: '!!' }, 'invalid_request', /signature: is not base64/],
    ]
    for (const [request, code, message] of verify) {
      const refused = await refusal('verify_signature', request)
      assert.equal(refused.code, code, refused.message)
      assert.match(refused.message, message)
    }
    assert.equal((await refusal('hash', { algorithm: 'sha256' })).message, 'Give either data or data_base64.')
    assert.equal((await refusal('hash', { algorithm: 'sha3', data: '' })).code, 'invalid_request')
    assert.match((await refusal('hash', { algorithm: 'md5', data_base64: 'a b' })).message, /data_base64: is not base64/)
  })

  test('neither capability comes with the other', async ({ assert }) => {
    const crypto = await digester(['crypto'])
    assert.equal((await crypto.refusal('random_bytes', { length: 1 })).code, 'not_granted')
    await crypto.ask('hash', { algorithm: 'md5', data: '' })
    const random = await digester(['random'])
    for (const name of ['hash', 'hmac', 'verify_signature']) assert.equal((await random.refusal(name, {})).code, 'not_granted')
    await random.ask('random_bytes', { length: 1 })
  })
})
