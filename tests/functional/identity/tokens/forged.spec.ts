import { generateKeyPairSync, sign as signWith } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { accepted, encode, hmac, hs256, jwtSecret, type Json } from './support/forge.js'

const now = () => Math.floor(Date.now() / 1000)

test.group('Forged access tokens | HS256', (group) => {
  let good: string
  let header: Json
  let claims: Json

  group.each.setup(async () => {
    await forgetCounts()
    const { user } = await createUser({ tenant: { role: 'viewer' } })
    good = await apiToken(user)
    header = decodeProtectedHeader(good) as Json
    claims = decodeJwt(good) as Json
  })

  test('the way they are forged here makes good ones, too: what follows proves something', async ({ assert }) => {
    assert.deepEqual(await accepted({ own: good, made: hs256(header, claims) }), ['own: 200', 'made: 200'])
  })

  test('no signature, in any spelling of "none"', async ({ assert }) => {
    const tokens: Record<string, string> = {}
    for (const alg of ['none', 'None', 'NONE', 'nOnE', 'none ', ' none', 'none\u0000', '', null, 0, false, [], ['none'], {}]) {
      const head = encode({ ...header, alg })
      tokens[`${JSON.stringify(alg)} without`] = `${head}.${encode(claims)}.`
      tokens[`${JSON.stringify(alg)} two parts`] = `${head}.${encode(claims)}`
      tokens[`${JSON.stringify(alg)} the old one`] = `${head}.${encode(claims)}.${good.split('.')[2]}`
      tokens[`${JSON.stringify(alg)} signed`] = hs256({ ...header, alg }, claims)
    }
    assert.deepEqual(await accepted(tokens), [])
  })

  test('other algorithms with the right secret', async ({ assert }) => {
    const tokens: Record<string, string> = {}
    for (const [alg, hash] of [
      ['HS384', 'sha384'],
      ['HS512', 'sha512'],
      ['hs256', 'sha256'],
      ['HS256 ', 'sha256'],
      ['RS256', 'sha256'],
      ['EdDSA', 'sha256'],
    ]) {
      const input = `${encode({ ...header, alg })}.${encode(claims)}`
      tokens[alg] = `${input}.${hmac(input, jwtSecret(), hash)}`
    }
    assert.deepEqual(await accepted(tokens), [])
  })

  test('tricks with the key id: paths, SQL, other types, none at all', async ({ assert }) => {
    const kids = [
      ...['../../../../dev/null', '/dev/null', '../../etc/passwd', 'file:///dev/null', 'https://evil.test/jwks.json'],
      ...[`' or '1'='1`, `x' union select '${Buffer.from('x').toString('hex')}`, `'; drop table users; --`, '%', '*', ''],
      ...[
        `${String(header.kid)} `,
        String(header.kid).toUpperCase(),
        `${String(header.kid)}\u0000`,
        '__proto__',
        'constructor',
        'toString',
      ],
      ...[null, 0, true, [header.kid], { kid: header.kid }, 'k'.repeat(1_500)],
    ]
    const tokens: Record<string, string> = {}
    for (const kid of kids) {
      tokens[`${JSON.stringify(kid)} with our secret`] = hs256({ ...header, kid }, claims)
      tokens[`${JSON.stringify(kid)} with an empty one`] = hs256({ ...header, kid }, claims, '')
      tokens[`${JSON.stringify(kid)} with zero bytes`] = hs256({ ...header, kid }, claims, Buffer.alloc(32))
    }
    const { kid: _, ...nameless } = header
    tokens.nameless = hs256(nameless, claims)
    tokens['a secret of somebody else'] = hs256(header, claims, 'x'.repeat(48))
    tokens['the key id as secret'] = hs256(header, claims, String(header.kid))
    assert.deepEqual(await accepted(tokens), [])
  })

  test('keys brought along, addresses of keys, critical extensions', async ({ assert }) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = publicKey.export({ format: 'jwk' }) as Json
    const withKey = (extra: Json, alg = 'RS256') => {
      const input = `${encode({ ...header, alg, ...extra })}.${encode(claims)}`
      return `${input}.${signWith('sha256', Buffer.from(input), privateKey).toString('base64url')}`
    }
    const k = encode('attacker')
    const jku = 'https://evil.test/.well-known/jwks.json'
    assert.deepEqual(
      await accepted({
        'jwk': withKey({ jwk }),
        'jwk under our kid': withKey({ jwk: { ...jwk, kid: header.kid } }),
        'jku': withKey({ jku }),
        'jku and its kid': withKey({ jku, kid: 'evil' }),
        'x5u': withKey({ x5u: jku }),
        'x5c': withKey({ x5c: [encode('certificate')] }),
        'symmetric jwk': hs256({ ...header, jwk: { kty: 'oct', k } }, claims, 'attacker'),
        'ours with a jwk': hs256({ ...header, jwk }, claims),
        'ours with a jku': hs256({ ...header, jku }, claims),
        'crit unknown': hs256({ ...header, 'crit': ['http://example.test/x'], 'http://example.test/x': true }, claims),
        'crit empty': hs256({ ...header, crit: [] }, claims),
        'crit b64': hs256({ ...header, crit: ['b64'], b64: false }, claims),
        'zip': hs256({ ...header, zip: 'DEF' }, claims),
      }),
      []
    )
  })

  test('other types of token, times that are over or to come, other issuers and audiences', async ({ assert }) => {
    const changed = (changes: Json) => hs256(header, { ...claims, ...changes })
    const without = (name: string) => hs256(header, Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)))
    assert.deepEqual(
      await accepted({
        'typ refresh': hs256({ ...header, typ: 'refresh+jwt' }, claims),
        'typ id token': hs256({ ...header, typ: 'JWE' }, claims),
        'no typ': hs256({ alg: 'HS256', kid: header.kid }, claims),
        'cty': hs256({ ...header, cty: 'JWT' }, claims),
        'refresh': changed({ type: 'refresh' }),
        'expired': changed({ iat: now() - 960, exp: now() - 60 }),
        'ending before it began': changed({ exp: now() - 60 }),
        'expired long ago, issued now': changed({ exp: 1 }),
        'without an end': without('exp'),
        'an end as text': changed({ exp: '9999999999' }),
        'an end never': changed({ exp: 1e300 }),
        'valid for a year, issued long ago': changed({ iat: now() - 86_400, exp: now() + 31_536_000 }),
        'not yet valid': changed({ nbf: now() + 600 }),
        'issued tomorrow': changed({ iat: now() + 86_400, exp: now() + 87_300 }),
        'without its time': without('iat'),
        'another issuer': changed({ iss: 'https://evil.test' }),
        'our issuer and more': changed({ iss: `${String(claims.iss)}.evil.test` }),
        'issuers': changed({ iss: [claims.iss] }),
        'no issuer': without('iss'),
        'another audience': changed({ aud: 'rialto:merchant' }),
        'a foreign audience': changed({ aud: 'somebody else' }),
        'audiences': changed({ aud: ['rialto:api'] }),
        'ours among others': changed({ aud: ['evil', 'rialto:api'] }),
        'no audience': without('aud'),
        'no subject': without('sub'),
        'a subject as list': changed({ sub: [claims.sub] }),
        'no id': without('jti'),
        'no sign-in': without('sid'),
        "somebody else's sign-in": changed({ sub: newId() }),
        'an unknown sign-in': changed({ sid: newId() }),
        'a sign-in that is none': changed({ sid: `' or true --` }),
        'a company of others': changed({ tenant_id: newId() }),
      }),
      []
    )
  })

  test('tampered with, cut, longer, twice the same claim, written otherwise', async ({ assert }) => {
    const [head, payload, signature] = good.split('.')
    const text = JSON.stringify(claims)
    const last = signature.at(-1)!
    // The last character carries two bits that no reader needs: another with the same four means the same bytes.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const inOrdinaryBase64 = (): string => {
      const token = hs256(header, { ...claims, jti: newId() })
      return /[-_]/.test(token) ? token.replaceAll('-', '+').replaceAll('_', '/') : inOrdinaryBase64()
    }
    const twin = alphabet[alphabet.indexOf(last) ^ 1]
    assert.deepEqual(
      await accepted({
        'owner by hand': `${head}.${encode({ ...claims, role: 'owner' })}.${signature}`,
        'somebody else': `${head}.${encode({ ...claims, sub: newId() })}.${signature}`,
        'cut': good.slice(0, -1),
        'a twin of the last character': good.slice(0, -1) + twin,
        'longer': `${good}A`,
        'padded': `${good}=`,
        'a fourth part': `${good}.${signature}`,
        'no signature': `${head}.${payload}.`,
        'ordinary base64': inOrdinaryBase64(),
        'role twice': hs256(header, text.replace(/}$/, ',"role":"owner"}')),
        'subject twice': hs256(header, text.replace(/^{/, `{"sub":"${newId()}",`)),
        'end twice': hs256(header, text.replace(/}$/, `,"exp":${now() + 31_536_000}}`)),
        'alg twice': hs256(JSON.stringify(header).replace(/^{/, '{"alg":"none",'), claims),
        'kid twice': hs256(JSON.stringify(header).replace(/}$/, `,"kid":"${String(header.kid)}"}`), claims),
        'an escaped name': hs256(header, text.replace('"role"', '"\\u0072ole"')),
        'blanks': hs256(header, JSON.stringify(claims, null, 1)),
        'a list': hs256(header, '[]'),
        'no object': hs256(header, 'null'),
        'prototype': hs256(header, text.replace(/^{/, '{"__proto__":{"role":"owner"},')),
        'huge': hs256(header, { ...claims, filler: 'x'.repeat(6_000) }),
      }),
      []
    )
  })
})
