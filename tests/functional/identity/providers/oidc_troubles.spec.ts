import { test } from '@japa/runner'
import { OidcIssuers } from '#identity/providers/protocols/oidc_issuers'
import { ProviderHttp } from '#identity/providers/provider_http'
import type { LyingProvider } from '#tests/imitations/oidc_provider/lying_provider'
import { allowOutbound } from '#tests/support/providers'
import { startLyingIssuer } from '#tests/support/lying_issuer'
import { callbackPath, depart as departTo, isBelieved as isTokenBelieved, type TokenFor } from '#tests/support/provider_trips'
import { Visitor } from '#tests/support/visitor'
import type { Provider } from '#identity/providers/provider'

let issuer: LyingProvider
let provider: Provider

const isBelieved = (tokenFor: TokenFor) => isTokenBelieved({ issuer, provider }, tokenFor)

const depart = (visitor: Visitor) => departTo(visitor, provider)
const callback = (state: string) => callbackPath(provider, state)

test.group('An issuer that changes, fails or points elsewhere', (group) => {
  group.each.setup(async () => {
    const started = await startLyingIssuer()
    ;({ issuer, provider } = started)
    return started.end
  })

  test('keys that were rotated are read anew, and those withdrawn are believed no more', async ({ assert }) => {
    const old = issuer.keep()
    assert.isTrue(await isBelieved((nonce) => issuer.sign(issuer.idClaims(nonce))))
    await issuer.rotate('ES256')
    issuer.metadata.id_token_signing_alg_values_supported = ['RS256', 'ES256']
    OidcIssuers.clear()
    assert.isTrue(await isBelieved((nonce) => issuer.sign(issuer.idClaims(nonce))))
    assert.isFalse(await isBelieved((nonce) => issuer.sign(issuer.idClaims(nonce), old)))
  })

  test('what the issuer says of itself is read once, and never believed of another', async ({ assert }) => {
    for (let at = 0; at < 3; at += 1) await depart(new Visitor())
    assert.equal(issuer.discoveries, 1)
    OidcIssuers.clear()
    issuer.metadata.issuer = 'https://accounts.example.com'
    const refused = await new Visitor().open(`/sign-in/with/${provider.slug}`)
    assert.equal(refused.status, 502)
    assert.include(refused.text, 'is not set up correctly')
    delete issuer.metadata.issuer
    assert.equal((await new Visitor().open(`/sign-in/with/${provider.slug}`)).status, 302)
  })

  test('nobody is sent to an address that is not safe', async ({ assert }) => {
    for (const endpoint of ['http://accounts.example.com/authorize', 'javascript:alert(1)', 'not an address']) {
      OidcIssuers.clear()
      issuer.metadata.authorization_endpoint = endpoint
      const refused = await new Visitor().open(`/sign-in/with/${provider.slug}`)
      assert.equal(refused.status, 502, endpoint)
      assert.isNull(refused.location)
    }
  })

  test('a provider that is down, slow, or answers nonsense leads to a page that helps', async ({ assert }) => {
    const visitor = new Visitor()
    const faults: [string, () => void, string][] = [
      ['down', () => (issuer.tokenFault = { status: 503, body: {} }), 'does not answer'],
      ['nonsense', () => (issuer.tokenFault = { status: 200, body: { hello: 'world' } }), 'cannot be trusted'],
      ['secret', () => (issuer.tokenFault = { status: 401, body: { error: 'invalid_client' } }), 'is not set up correctly'],
      ['code', () => (issuer.tokenFault = { status: 400, body: { error: 'invalid_grant' } }), 'cannot be trusted'],
    ]
    for (const [what, break_, text] of faults) {
      const { state } = await depart(visitor)
      break_()
      const { status, text: page } = await visitor.open(callback(state))
      assert.equal(status, 502, what)
      assert.include(page, text, what)
      assert.include(page, '/sign-in"', what)
    }
    ProviderHttp.timeoutMs = 150
    issuer.tokenFault = null
    issuer.idToken = () => new Promise<string>(() => {})
    const { state } = await depart(visitor)
    const slow = await visitor.open(callback(state))
    ProviderHttp.timeoutMs = 8_000
    assert.equal(slow.status, 502)
    assert.include(slow.text, 'does not answer')
  })

  test('without a word in OUTBOUND_ALLOW no issuer on a private address is called', async ({ assert }) => {
    const restore = allowOutbound('http://127.0.0.1:1')
    const refused = await new Visitor().open(`/sign-in/with/${provider.slug}`)
    restore()
    assert.equal(refused.status, 502)
    assert.equal(issuer.discoveries, 0)
  })
})
