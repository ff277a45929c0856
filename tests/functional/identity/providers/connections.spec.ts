import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { CLIENT, LocalProvider } from '#tests/imitations/oidc_provider/local_provider'
import { allowOutbound, callbackOf, forgetProviders, ownersOf, pathOf, providerSlug, setUpProvider } from '#tests/support/providers'
import { ProviderBrowser } from '#tests/support/provider_browser'
import { deliverAccountMail, lettersTo } from '#tests/support/account_mail'
import { giveTotp } from '#tests/support/second_factors'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type { Provider } from '#identity/providers/provider'

let local: LocalProvider
let provider: Provider

const CONNECTIONS = '/account/connections'
const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200
const somebody = () => {
  const sub = newId()
  return local.add({ sub, email: `${sub}@example.test`, email_verified: true, name: 'Anna' }).sub
}

async function signedIn() {
  const { user, password } = await createUser()
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  return { user, visitor }
}

/** Off to the provider from the page of connected accounts; answers where one was sent. */
async function setOut(visitor: Visitor) {
  await visitor.open(CONNECTIONS)
  const page = await visitor.submit(`${CONNECTIONS}/with/${provider.slug}`)
  return page.headers.get('refresh')?.replace(/^0; url=/, '') ?? ''
}

async function connect(visitor: Visitor, account: string) {
  const back = await new ProviderBrowser(local.issuer).goThrough(await setOut(visitor), account)
  return visitor.open(pathOf(back))
}

async function comeIn(visitor: Visitor, account: string) {
  const { location } = await visitor.open(`/sign-in/with/${provider.slug}`)
  return visitor.open(pathOf(await new ProviderBrowser(local.issuer).goThrough(location!, account)))
}

const removal = async (visitor: Visitor) => {
  const { text } = await visitor.open(CONNECTIONS)
  return /\/account\/connections\/[\w-]+\/remove/.exec(text)?.[0]
}

test.group('Connected accounts', (group) => {
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

  test('whoever is signed in connects a provider, signs in by it, and disconnects it again', async ({ assert }) => {
    const { user, visitor } = await signedIn()
    const account = somebody()
    assert.equal((await connect(visitor, account)).location, CONNECTIONS)
    assert.deepEqual(await ownersOf(provider.id), [{ user_id: user.id, subject: account }])
    assert.include((await visitor.open(CONNECTIONS)).text, `${account}@example.test`)

    const guest = new Visitor()
    await comeIn(guest, account)
    assert.isTrue(await isSignedIn(guest))

    const path = await removal(visitor)
    await visitor.open(path!)
    assert.equal((await visitor.submit(path!)).status, 302)
    assert.lengthOf(await ownersOf(provider.id), 0)
    await deliverAccountMail(user.id)
    assert.equal((await lettersTo(user.email)).filter(({ subject }) => subject === 'A way to sign in was added').length, 1)
    const stranger = new Visitor()
    assert.equal((await comeIn(stranger, account)).location, '/sign-in/new-account')
    const audited = await db.from('audit_log').where({ target_id: user.id }).whereLike('action', 'identity.provider_%').orderBy('seq')
    assert.deepEqual(
      audited.map(({ action }) => action as string),
      ['identity.provider_connected', 'identity.provider_disconnected']
    )
  })

  test('whoever has a second factor owes it after the provider, too', async ({ assert }) => {
    const { user, visitor } = await signedIn()
    const account = somebody()
    await connect(visitor, account)
    await giveTotp({ user })
    const guest = new Visitor()
    assert.equal((await comeIn(guest, account)).location, '/sign-in/second-factor')
    assert.isFalse(await isSignedIn(guest))
  })

  test('an account at a provider belongs to one account here, and the other way round', async ({ assert }) => {
    const [first, second] = [await signedIn(), await signedIn()]
    const account = somebody()
    await connect(first.visitor, account)
    assert.equal((await connect(second.visitor, account)).status, 409)
    assert.equal((await connect(first.visitor, somebody())).status, 409)
    assert.equal((await connect(first.visitor, account)).location, CONNECTIONS)
    assert.deepEqual(await ownersOf(provider.id), [{ user_id: first.user.id, subject: account }])
  })

  test('an answer that was begun to connect one account connects no other', async ({ assert }) => {
    const { visitor } = await signedIn()
    const back = await new ProviderBrowser(local.issuer).goThrough(await setOut(visitor), somebody())
    const other = await createUser()
    const stranger = new Visitor()
    await stranger.signIn(other.user.email, other.password)
    assert.equal((await stranger.open(pathOf(back))).status, 400)
    await visitor.open(CONNECTIONS)
    await visitor.submit('/sign-out')
    await visitor.signIn(other.user.email, other.password)
    assert.equal((await visitor.open(pathOf(back))).status, 400)
    assert.lengthOf(await ownersOf(provider.id), 0)
  })

  test('connecting takes a form of this site: a link of another one begins nothing', async ({ assert }) => {
    const { visitor } = await signedIn()
    assert.equal((await visitor.open(`${CONNECTIONS}/with/${provider.slug}`)).status, 405)
    const copy = visitor.copy()
    await copy.submit(`${CONNECTIONS}/with/${provider.slug}`)
    assert.lengthOf(await db.from('provider_attempts').where('provider_id', provider.id), 0)
    assert.include(await setOut(visitor), local.issuer)
  })

  test('who has no password proves again by the provider, and goes on where they were', async ({ assert }) => {
    const account = somebody()
    const visitor = new Visitor()
    await comeIn(visitor, account)
    await visitor.open('/sign-in/new-account')
    await visitor.submit('/sign-in/new-account', { full_name: 'Anna' })
    const start = `/sign-in/with/${provider.slug}?again=1&next=%2Faccount%2Fsecurity`
    const { text } = await visitor.open('/account/confirm?next=/account/security')
    assert.include(text.replaceAll('&amp;', '&'), start)
    const { location } = await visitor.open(start)
    assert.equal(new URL(location!).searchParams.get('prompt'), 'login')
    const back = await new ProviderBrowser(local.issuer).goThrough(location!, account)
    assert.equal((await visitor.open(pathOf(back))).location, '/account/security')
    assert.isTrue(await isSignedIn(visitor))

    const other = await signedIn()
    assert.notInclude((await other.visitor.open('/account/confirm')).text, '/sign-in/with/')
    assert.equal((await other.visitor.open(`/sign-in/with/${provider.slug}`)).location, '/')
  })

  test('the last way to sign in stays, also when two are removed at once', async ({ assert }) => {
    const account = somebody()
    const visitor = new Visitor()
    await comeIn(visitor, account)
    await visitor.open('/sign-in/new-account')
    await visitor.submit('/sign-in/new-account', { full_name: 'Anna' })
    assert.include((await visitor.open(CONNECTIONS)).text, 'Your only way to sign in')
    const [{ id, user_id: userId }] = await db.from('user_identities').where('provider_id', provider.id)
    await visitor.submit(`${CONNECTIONS}/${id}/remove`)
    assert.lengthOf(await ownersOf(provider.id), 1)

    const other = await setUpProvider({ kind: 'oidc', issuer: 'https://accounts.example.com' })
    const row = { id: newId(), user_id: userId, provider_id: other.id, issuer: 'x', subject: 'y', label: 'z' }
    await db.table('user_identities').insert(row)
    await visitor.open(CONNECTIONS)
    await Promise.all([id, row.id].map((one) => visitor.submit(`${CONNECTIONS}/${one}/remove`)))
    assert.lengthOf(await db.from('user_identities').where('user_id', userId), 1)
  })

  test("a provider that is switched off counts for nothing, and another's connection cannot be removed", async ({ assert }) => {
    const { user, visitor } = await signedIn()
    await connect(visitor, somebody())
    const path = await removal(visitor)
    const other = await signedIn()
    await other.visitor.open(CONNECTIONS)
    assert.equal((await other.visitor.open(path!)).status, 404)
    await other.visitor.submit(path!)
    assert.lengthOf(await ownersOf(provider.id), 1)

    await db.from('identity_providers').where('id', provider.id).update({ is_enabled: false })
    assert.equal((await new Visitor().open(`/sign-in/with/${provider.slug}`)).status, 404)
    assert.include((await visitor.open(CONNECTIONS)).text, 'Switched off by the operator')
    await db.from('users').where('id', user.id).update({ password_hash: null })
    await db.from('identity_providers').where('id', provider.id).update({ is_enabled: true })
    assert.include((await visitor.open(CONNECTIONS)).text, 'Your only way to sign in')
  })
})
