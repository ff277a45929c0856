import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import type { LyingProvider } from '#tests/imitations/oidc_provider/lying_provider'
import { startLyingIssuer } from '#tests/support/lying_issuer'
import { callbackPath, depart, NEW_ACCOUNT } from '#tests/support/provider_trips'
import { setUpProvider } from '#tests/support/providers'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type { Provider } from '#identity/providers/provider'

const DANGEROUS = '/account/passkeys/new'
const CONFIRM = '/account/confirm?next=%2Faccount%2Fpasskeys%2Fnew'

let issuer: LyingProvider
let provider: Provider

const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds
const isOpen = async (visitor: Visitor) => (await visitor.open(DANGEROUS)).status === 200

/** Signs in at the provider, which says of the time what a test has it say; answers where one landed. */
async function comeBack(visitor: Visitor, { state, nonce }: { state: string; nonce: string }, claims: Record<string, unknown>) {
  issuer.idToken = () => issuer.sign(issuer.idClaims(nonce, claims))
  return (await visitor.open(callbackPath(provider, state))).location
}

const comeIn = async (visitor: Visitor, claims: Record<string, unknown>) => comeBack(visitor, await depart(visitor, provider), claims)

async function again(visitor: Visitor, claims: Record<string, unknown>) {
  const { location } = await visitor.open(`/sign-in/with/${provider.slug}?again=1&next=${encodeURIComponent(DANGEROUS)}`)
  const asked = Object.fromEntries(new URL(location!).searchParams) as { state: string; nonce: string; max_age?: string; prompt?: string }
  return { asked, location: await comeBack(visitor, asked, claims) }
}

/** Somebody who has an account by the provider alone, and is a guest. */
async function registered() {
  const sub = newId()
  const visitor = new Visitor()
  await comeIn(visitor, { sub })
  await visitor.open(NEW_ACCOUNT)
  await visitor.submit(NEW_ACCOUNT, { full_name: 'Anna' })
  return { sub, visitor }
}

test.group('Proving again by a provider that it is you', (group) => {
  group.each.setup(async () => {
    const started = await startLyingIssuer()
    ;({ issuer, provider } = started)
    return started.end
  })

  test('takes a sign-in there of right now: it is asked for, and what is old or untold opens nothing', async ({ assert }) => {
    const { sub } = await registered()
    const visitor = new Visitor()
    await comeIn(visitor, { sub })
    assert.equal((await visitor.open('/account/profile')).status, 200)
    assert.equal((await visitor.open(DANGEROUS)).location, CONFIRM)

    const untold = await again(visitor, { sub })
    assert.containsSubset(untold.asked, { max_age: '0', prompt: 'login' })
    assert.equal(untold.location, CONFIRM)
    assert.include((await visitor.open(CONFIRM)).text, 'did not say that you have just signed in')
    for (const auth_time of [secondsAgo(3_600), 0, String(secondsAgo(0)), null]) {
      assert.notEqual((await again(visitor, { sub, auth_time })).location, DANGEROUS)
      assert.isFalse(await isOpen(visitor))
    }
    assert.equal((await again(visitor, { sub, auth_time: secondsAgo(0) })).location, DANGEROUS)
    assert.isTrue(await isOpen(visitor))
  })

  test('a first sign-in is a proof as old as the provider says; a new account has nothing to guard yet', async ({ assert }) => {
    const { sub, visitor } = await registered()
    assert.isTrue(await isOpen(visitor))
    const [fresh, old] = [new Visitor(), new Visitor()]
    await comeIn(fresh, { sub, auth_time: secondsAgo(2) })
    await comeIn(old, { sub, auth_time: secondsAgo(3_600) })
    assert.isTrue(await isOpen(fresh))
    assert.isFalse(await isOpen(old))
    assert.equal((await old.open('/account/profile')).status, 200)
  })

  test("somebody else's account at the provider proves nothing", async ({ assert }) => {
    const [mine, theirs] = [await registered(), await registered()]
    const visitor = new Visitor()
    await comeIn(visitor, { sub: mine.sub })
    await again(visitor, { sub: theirs.sub })
    assert.isFalse(await isOpen(visitor))
  })

  test('whose provider tells no time is led to a password by mail; whose does, to the provider', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await db.from('users').where('id', user.id).update({ password_hash: null })
    const github = await setUpProvider({ kind: 'github' })
    const connect = ({ id }: Provider) =>
      db.table('user_identities').insert({ id: newId(), user_id: user.id, provider_id: id, issuer: 'x', subject: newId(), label: 'y' })
    await connect(github)
    const { text } = await visitor.open('/account/confirm')
    assert.include(text, 'href="/reset-password"')
    assert.notInclude(text, `/sign-in/with/${github.slug}`)
    assert.notInclude(text, 'type="password"')

    await connect(provider)
    assert.include((await visitor.open('/account/confirm')).text, `/sign-in/with/${provider.slug}`)
  })
})
