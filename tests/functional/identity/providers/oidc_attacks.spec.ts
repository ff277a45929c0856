import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import PruneAttempts from '#identity/providers/jobs/prune_attempts'
import { OidcIssuers } from '#identity/providers/protocols/oidc_issuers'
import { LyingProvider } from '#tests/imitations/oidc_provider/lying_provider'
import { allowOutbound, setUpProvider, ownersOf } from '#tests/support/providers'
import { startLyingIssuer } from '#tests/support/lying_issuer'
import { callbackPath, depart as departTo, isBelieved as isTokenBelieved, NEW_ACCOUNT, type TokenFor } from '#tests/support/provider_trips'
import { Visitor } from '#tests/support/visitor'
import type { Provider } from '#identity/providers/provider'

let issuer: LyingProvider
let provider: Provider

const isBelieved = (tokenFor: TokenFor) => isTokenBelieved({ issuer, provider }, tokenFor)
const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200

const depart = (visitor: Visitor) => departTo(visitor, provider)
const callback = (state: string, more: Record<string, string> = {}, of: Provider = provider) => callbackPath(of, state, more)

test.group('Signing in with an issuer that lies, or by the answers of somebody else', (group) => {
  group.each.setup(async () => {
    const started = await startLyingIssuer()
    ;({ issuer, provider } = started)
    return started.end
  })

  const now = () => Math.floor(Date.now() / 1_000)
  const lies: [string, (nonce: string) => Promise<string> | string][] = [
    ['with another nonce', () => issuer.sign(issuer.idClaims('another nonce'))],
    ['without a nonce', () => issuer.sign(issuer.idClaims(undefined))],
    ['for another client', (nonce) => issuer.sign(issuer.idClaims(nonce, { aud: 'somebody else' }))],
    ['for many clients, and made for another', (nonce) => issuer.sign(issuer.idClaims(nonce, { aud: ['rialto', 'other'], azp: 'other' }))],
    ['of another issuer', (nonce) => issuer.sign(issuer.idClaims(nonce, { iss: 'https://accounts.example.com' }))],
    ['that expired', (nonce) => issuer.sign(issuer.idClaims(nonce, { iat: now() - 900, exp: now() - 300 }))],
    ['without an end', (nonce) => issuer.sign(issuer.idClaims(nonce, { exp: undefined }))],
    ['without a subject', (nonce) => issuer.sign(issuer.idClaims(nonce, { sub: undefined }))],
    ['not good yet', (nonce) => issuer.sign(issuer.idClaims(nonce, { nbf: now() + 600 }))],
    ['unsigned', (nonce) => issuer.unsigned(issuer.idClaims(nonce))],
    ['signed by somebody else', (nonce) => issuer.forge(issuer.idClaims(nonce))],
    ['signed with the public key as a secret', (nonce) => issuer.confused(issuer.idClaims(nonce))],
    [
      'altered after it was signed',
      async (nonce) => {
        const [head, , signature] = (await issuer.sign(issuer.idClaims(nonce))).split('.')
        return [head, Buffer.from(JSON.stringify(issuer.idClaims(nonce, { sub: 'somebody' }))).toString('base64url'), signature].join('.')
      },
    ],
    ['that is none', () => 'not a token'],
    ['that is empty', () => ''],
  ]
  for (const [what, lie] of lies) {
    test(`an id token ${what} is not believed, a true one is`, async ({ assert }) => {
      assert.isFalse(await isBelieved(lie))
      assert.isTrue(await isBelieved((nonce) => issuer.sign(issuer.idClaims(nonce))))
      assert.lengthOf(await ownersOf(provider.id), 0)
    })
  }

  test('a state is good once, in the browser it was made for, and for ten minutes', async ({ assert }) => {
    const visitor = new Visitor()
    const { state, nonce } = await depart(visitor)
    issuer.idToken = () => issuer.sign(issuer.idClaims(nonce))
    const stranger = new Visitor()
    await depart(stranger)
    for (const [who, path] of [
      [new Visitor(), callback(state)],
      [stranger, callback(state)],
      [visitor, callback('')],
      [visitor, callback(newId())],
      [visitor, `/sign-in/with/${provider.slug}/callback?code=x`],
      [visitor, `/sign-in/with/${provider.slug}/callback?code=x&state=${state}&state=${state}`],
    ] as const) {
      const refused = await who.open(path)
      assert.equal(refused.status, 400)
      assert.include(refused.text, 'This sign-in cannot be continued')
    }
    assert.equal(issuer.exchanges, 0)
    assert.equal((await visitor.open(callback(state))).location, NEW_ACCOUNT)
    assert.equal((await visitor.open(callback(state))).status, 400)
    assert.equal(issuer.exchanges, 1)

    const late = await depart(visitor)
    await db.from('provider_attempts').where('provider_id', provider.id).update({ expires_at: new Date() })
    assert.equal((await visitor.open(callback(late.state))).status, 400)
    await depart(visitor)
    for (let at = 0; at < 2; at += 1) await new PruneAttempts().handle()
    assert.lengthOf(await db.from('provider_attempts').where('provider_id', provider.id), 1)
  })

  test('of many that come back with one state at once, one is let through', async ({ assert }) => {
    const visitor = new Visitor()
    const { state, nonce } = await depart(visitor)
    issuer.idToken = () => issuer.sign(issuer.idClaims(nonce))
    const copies = Array.from({ length: 6 }, () => visitor.copy())
    const answers = await Promise.all(copies.map((copy) => copy.open(callback(state))))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [302, 400, 400, 400, 400, 400])
  })

  test("somebody else's code does not sign in with one's own state: their nonce and their verifier are others", async ({ assert }) => {
    const [thief, victim] = [new Visitor(), new Visitor()]
    const own = await depart(thief)
    const stolen = await depart(victim)
    issuer.challenges.set('stolen code', stolen.code_challenge)
    issuer.idToken = () => issuer.sign(issuer.idClaims(stolen.nonce))
    const refused = await thief.open(callback(own.state, { code: 'stolen code' }))
    assert.equal(refused.status, 502)
    assert.isFalse(await isSignedIn(thief))
    assert.equal((await victim.open(callback(stolen.state, { code: 'stolen code' }))).location, NEW_ACCOUNT)
  })

  test('a link with an attacker’s answer signs nobody in to the attacker’s account', async ({ assert }) => {
    const [attacker, victim] = [new Visitor(), new Visitor()]
    const { state, nonce } = await depart(attacker)
    issuer.idToken = () => issuer.sign(issuer.idClaims(nonce))
    await victim.open('/sign-in')
    assert.equal((await victim.open(callback(state))).status, 400)
    assert.isFalse(await isSignedIn(victim))
    assert.equal((await victim.open(NEW_ACCOUNT)).status, 302)
  })

  test('an answer of one issuer does not pass for that of another', async ({ assert }) => {
    const evil = new LyingProvider()
    await evil.start()
    const restore = allowOutbound(issuer.issuer, evil.issuer)
    const other = await setUpProvider({ kind: 'oidc', issuer: evil.issuer, client_id: 'rialto' })
    const visitor = new Visitor()
    const { state, nonce } = await depart(visitor)
    evil.idToken = () => evil.sign(evil.idClaims(nonce))
    assert.equal((await visitor.open(callback(state, {}, other))).status, 400)
    assert.equal(evil.exchanges, 0)
    issuer.idToken = () => issuer.sign(issuer.idClaims(nonce))
    assert.equal((await visitor.open(callback(state, { iss: evil.issuer }))).status, 502)
    assert.equal(issuer.exchanges, 0)

    const again = await depart(visitor)
    issuer.idToken = () => issuer.sign(issuer.idClaims(again.nonce))
    assert.equal((await visitor.open(callback(again.state, { iss: issuer.issuer }))).location, NEW_ACCOUNT)
    issuer.metadata.authorization_response_iss_parameter_supported = true
    OidcIssuers.clear()
    const third = await depart(visitor)
    assert.equal((await visitor.open(callback(third.state))).status, 502)
    restore()
    evil.stop()
  })

  test('the same subject at another issuer is another person', async ({ assert }) => {
    const visitor = new Visitor()
    const { state, nonce } = await depart(visitor)
    const sub = newId()
    issuer.idToken = () => issuer.sign(issuer.idClaims(nonce, { sub }))
    await visitor.open(callback(state))
    await visitor.open(NEW_ACCOUNT)
    await visitor.submit(NEW_ACCOUNT, { full_name: 'Anna' })
    assert.isTrue(await isSignedIn(visitor))

    const moved = new LyingProvider()
    await moved.start()
    const restore = allowOutbound(moved.issuer)
    await db.from('identity_providers').where('id', provider.id).update({ issuer: moved.issuer })
    const stranger = new Visitor()
    const next = await depart(stranger)
    moved.idToken = () => moved.sign(moved.idClaims(next.nonce, { sub }))
    assert.equal((await stranger.open(callback(next.state))).location, NEW_ACCOUNT)
    assert.isFalse(await isSignedIn(stranger))
    restore()
    moved.stop()
  })
})
