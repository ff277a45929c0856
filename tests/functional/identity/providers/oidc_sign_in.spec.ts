import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { linkToken } from '#identity/mails/link_token'
import { forgetCounts } from '#tests/support/forget_counts'
import { CLIENT, LocalProvider } from '#tests/imitations/oidc_provider/local_provider'
import { allowOutbound, callbackOf, forgetProviders, ownersOf, pathOf, providerSlug, setUpProvider } from '#tests/support/providers'
import { ProviderBrowser } from '#tests/support/provider_browser'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type { Provider } from '#identity/providers/provider'

let local: LocalProvider
let provider: Provider

const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200
const somebody = (more: object = {}) => {
  const sub = newId()
  return local.add({ sub, email: `${sub}@example.test`, email_verified: true, name: 'Anna Ivanova', ...more })
}

/** Through the provider and back; answers the last answer of ours. */
async function comeBack(visitor: Visitor, account: string | null, next = '') {
  const start = await visitor.open(`/sign-in/with/${provider.slug}${next ? `?next=${encodeURIComponent(next)}` : ''}`)
  const back = await new ProviderBrowser(local.issuer).goThrough(start.location!, account)
  return { back, answer: await visitor.open(pathOf(back)) }
}

/** The same, and a new account at the end. */
async function register(visitor: Visitor, account: string) {
  await comeBack(visitor, account)
  const { text } = await visitor.open('/sign-in/new-account')
  return { text, answer: await visitor.submit('/sign-in/new-account', { full_name: 'Anna Ivanova' }) }
}

/** The way of whoever reads the account's mail. */
async function resetPassword(email: string, userId: string) {
  const owner = new Visitor()
  await owner.open('/reset-password')
  await owner.submit('/reset-password', { email })
  const reset = await db.from('password_resets').where('user_id', userId).firstOrFail()
  const path = `/reset-password/${linkToken('reset-password', reset.id as string)}`
  await owner.open(path)
  await owner.submit(path, { password: 'a new and long enough password' })
}

test.group('Signing in with an OpenID Provider', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    local = new LocalProvider()
    const slug = providerSlug('local')
    await local.start(callbackOf(slug))
    const restore = allowOutbound(local.issuer)
    provider = await setUpProvider({ kind: 'oidc', slug, issuer: local.issuer, client_id: CLIENT.id, client_secret: CLIENT.secret })
    return async () => {
      restore()
      local.stop()
      await forgetProviders()
    }
  })

  test('somebody new makes an account with a proved address and no password, and comes back to it', async ({ assert }) => {
    const { sub, email } = somebody()
    const visitor = new Visitor()
    const { text, answer } = await register(visitor, sub)
    assert.include(text, email!)
    assert.equal(answer.status, 302)
    assert.isTrue(await isSignedIn(visitor))
    const user = await db.from('users').where('email', email!).firstOrFail()
    assert.isNull(user.password_hash)
    assert.isNotNull(user.email_confirmed_at)
    assert.deepEqual(await ownersOf(provider.id), [{ user_id: user.id, subject: sub }])

    const again = new Visitor()
    const { answer: second } = await comeBack(again, sub, '/account/connections')
    assert.equal(second.location, '/account/connections')
    assert.isTrue(await isSignedIn(again))
    assert.lengthOf(await ownersOf(provider.id), 1)
    const audited = await db.from('audit_log').where({ action: 'identity.signed_in', target_id: user.id })
    assert.isAbove(audited.length, 1)
  })

  test('what goes to the provider is a code flow with PKCE, a nonce and the address of this platform, whatever host was called', async ({
    assert,
  }) => {
    const visitor = new Visitor({ 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' })
    const { location, headers } = await visitor.open(`/sign-in/with/${provider.slug}`)
    const { origin, searchParams } = new URL(location!)
    assert.equal(origin, local.issuer)
    assert.equal(searchParams.get('redirect_uri'), callbackOf(provider.slug))
    assert.equal(searchParams.get('response_type'), 'code')
    assert.equal(searchParams.get('code_challenge_method'), 'S256')
    for (const name of ['code_challenge', 'state', 'nonce']) assert.lengthOf(searchParams.get(name)!, 43)
    assert.equal(headers.get('cache-control'), 'no-store')
  })

  test('a person without a password is let in by none, not even that of the decoy', async ({ assert }) => {
    const { sub, email } = somebody()
    await register(new Visitor(), sub)
    for (const password of ['no password matches this', 'null', 'undefined']) {
      const guest = new Visitor()
      await guest.signIn(email!, password)
      assert.isFalse(await isSignedIn(guest))
    }
  })

  test('an address that has an account is never connected silently: its owner signs in first and agrees', async ({ assert }) => {
    const { user, password } = await createUser()
    const { sub } = somebody({ email: user.email.toUpperCase() })
    const visitor = new Visitor()
    const { answer } = await comeBack(visitor, sub)
    assert.equal(answer.location, '/sign-in/new-account')
    assert.include((await visitor.open('/sign-in/new-account')).text, 'You have an account here already')
    assert.isFalse(await isSignedIn(visitor))
    await visitor.open('/sign-in')
    await visitor.submit('/sign-in/new-account', { full_name: 'Anna' })
    assert.isFalse(await isSignedIn(visitor))
    assert.lengthOf(await ownersOf(provider.id), 0)

    await visitor.open('/sign-in')
    const signedIn = await visitor.submit('/sign-in', { email: user.email, password, next: '/account/connections/pending' })
    assert.equal(signedIn.location, '/account/connections/pending')
    const page = await visitor.open('/account/connections/pending')
    assert.include(page.text, user.email)
    assert.lengthOf(await ownersOf(provider.id), 0)
    await visitor.submit('/account/connections/pending')
    assert.deepEqual(await ownersOf(provider.id), [{ user_id: user.id, subject: sub }])

    const again = new Visitor()
    await comeBack(again, sub)
    assert.isTrue(await isSignedIn(again))
  })

  test('somebody who comes back from the provider and does not agree is not connected', async ({ assert }) => {
    const { user, password } = await createUser()
    const { sub } = somebody()
    const visitor = new Visitor()
    await comeBack(visitor, sub)
    await visitor.signIn(user.email, password)
    await visitor.open('/account/connections/pending')
    await visitor.submit('/account/connections/pending/refuse')
    await visitor.submit('/account/connections/pending')
    assert.lengthOf(await ownersOf(provider.id), 0)
  })

  test('an address the provider does not vouch for is confirmed first, and tells nobody whether it has an account', async ({ assert }) => {
    const { user } = await createUser()
    const pages = []
    for (const email of [user.email, `${newId()}@example.test`]) {
      const { sub } = somebody({ email, email_verified: false })
      const visitor = new Visitor()
      await comeBack(visitor, sub)
      const page = await visitor.open('/sign-in/new-account')
      assert.notInclude(page.text, 'You have an account here already')
      const { location } = await visitor.submit('/sign-in/new-account', { full_name: 'Anna Ivanova', email })
      const { status, text } = await visitor.open(location!)
      assert.isFalse(await isSignedIn(visitor))
      pages.push(`${status} ${text.replaceAll(email, '').replace(/content="[^"]+"|value=("[^"]*"|'[^']*')/g, '')}`)
    }
    assert.equal(pages[0], pages[1])
    assert.lengthOf(await db.from('user_identities').where({ user_id: user.id }), 0)
  })

  test('who took the address of somebody else for a new account has nothing of it once its owner comes', async ({ assert }) => {
    const email = `${newId()}@example.test`
    const { sub } = somebody({ email, email_verified: false })
    const attacker = new Visitor()
    await comeBack(attacker, sub)
    await attacker.open('/sign-in/new-account')
    await attacker.submit('/sign-in/new-account', { full_name: 'Not Anna', email })
    assert.equal((await comeBack(new Visitor(), sub)).answer.status, 403)

    const { id } = await db.from('users').where('email', email).firstOrFail()
    assert.lengthOf(await ownersOf(provider.id), 1)
    await resetPassword(email, id as string)
    assert.lengthOf(await ownersOf(provider.id), 0)
    const again = new Visitor()
    assert.equal((await comeBack(again, sub)).answer.location, '/sign-in/new-account')
    assert.isFalse(await isSignedIn(again))
  })

  test('somebody who cancels is told so and may try again', async ({ assert }) => {
    const visitor = new Visitor()
    const { answer } = await comeBack(visitor, null)
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'You did not go on with')
    assert.include(answer.text, `/sign-in/with/${provider.slug}`)
    assert.isFalse(await isSignedIn(visitor))
  })

  test('a blocked person is not let in', async ({ assert }) => {
    const { sub, email } = somebody()
    await register(new Visitor(), sub)
    await db.from('users').where('email', email!).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    const visitor = new Visitor()
    const { answer } = await comeBack(visitor, sub)
    assert.equal(answer.status, 403)
    assert.isFalse(await isSignedIn(visitor))
  })

  test('one comes back to an own page, never to another site', async ({ assert }) => {
    const { sub } = somebody()
    await register(new Visitor(), sub)
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
      const { answer } = await comeBack(new Visitor(), sub, next)
      assert.equal(answer.status, 302)
      assert.notInclude(answer.location!, 'evil')
      assert.notInclude(answer.location!, 'alert')
    }
  })
})
