import { createPrivateKey, generateKeyPairSync, sign as signWith } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { test } from '@japa/runner'
import { SigningKeys } from '#identity/signing_keys/signing_keys'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { accepted, encode, hs256, useAlgorithm, type Json } from './support/forge.js'

test.group('Forged access tokens | RS256 and EdDSA', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(() => useAlgorithm('HS256'))

  for (const algorithm of ['RS256', 'EdDSA'] as const) {
    test(`${algorithm}: our public key as a shared secret, other keys, the key of the other algorithm`, async ({ client, assert }) => {
      const { user } = await createUser()
      const before = await apiToken(user)
      await useAlgorithm(algorithm)
      const good = await apiToken(user)
      const header = decodeProtectedHeader(good) as Json
      const claims = decodeJwt(good) as Json
      const { keys } = (await client.get('/.well-known/jwks.json')).body() as { keys: Json[] }
      const jwk = keys.find(({ kid }) => kid === header.kid)!
      const published = await app.container.make(SigningKeys)
      const pem = (await published.find(String(header.kid)))!.key.export({ format: 'pem', type: 'spki' }).toString()
      const other = generateKeyPairSync('ed25519').privateKey
      const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
      const signed = (alg: string, kid: unknown, key: typeof other) => {
        const input = `${encode({ alg, kid, typ: 'JWT' })}.${encode(claims)}`
        return `${input}.${signWith(key.asymmetricKeyType === 'rsa' ? 'sha256' : null, Buffer.from(input), createPrivateKey(key.export({ format: 'pem', type: 'pkcs8' }) as string)).toString('base64url')}`
      }
      const shared = { alg: 'HS256', kid: header.kid, typ: 'JWT' }
      const secretKid = decodeProtectedHeader(before).kid

      assert.equal(header.alg, algorithm)
      assert.deepEqual(await accepted({ good, before }), ['good: 200', 'before: 200'])
      assert.deepEqual(
        await accepted({
          'HS256 with the public PEM': hs256(shared, claims, pem),
          'HS256 with the PEM without its end of line': hs256(shared, claims, pem.trimEnd()),
          'HS256 with the public DER': hs256(shared, claims, Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')),
          'HS256 with the JWK': hs256(shared, claims, JSON.stringify(jwk)),
          'HS256 with n or x': hs256(shared, claims, Buffer.from(String(jwk.n ?? jwk.x), 'base64url')),
          'HS256 with our secret under this kid': hs256(shared, claims),
          'our algorithm under the secret’s kid': hs256({ alg: algorithm, kid: secretKid, typ: 'JWT' }, claims),
          'none under this kid': `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
          'another Ed25519 key': signed('EdDSA', header.kid, other),
          'another RSA key': signed('RS256', header.kid, otherRsa),
          'PS256': signed('PS256', header.kid, otherRsa),
          'ES256 of zeros': `${encode({ ...header, alg: 'ES256' })}.${encode(claims)}.${Buffer.alloc(64).toString('base64url')}`,
          'a signature of zeros': `${good.split('.').slice(0, 2).join('.')}.${Buffer.alloc(algorithm === 'RS256' ? 256 : 64).toString('base64url')}`,
        }),
        []
      )
    })
  }
})
