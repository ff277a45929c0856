import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Authenticator } from '#tests/support/authenticator'
import { codeOf, giveTotp } from '#tests/support/second_factors'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { steadyQueries } from '#tests/support/statements'
import { Visitor } from '#tests/support/visitor'

const CREDENTIALS = '/api/v1/tenants/me/credentials'
const STEP_UP = '/api/v1/auth/step-up'

/** A browser that signed in by itself: its last proof was long ago. */
async function stale({ user, password }: TestUser): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open('/sign-in')
  await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
  visitor.cookies.delete('rialto_session')
  await visitor.open('/account/profile')
  return visitor
}

const age = (userId: string, minutes: number) =>
  db
    .from('refresh_families')
    .where('user_id', userId)
    .update({ proved_at: new Date(Date.now() - minutes * 60_000) })

test.group('Step-up', (group) => {
  group.each.setup(forgetCounts)

  test('by API a dangerous act is refused once the proof is old, and open again after the password', async ({ client, assert }) => {
    const { user, tenant, password } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user, tenant.id)
    const act = () => client.delete(`${CREDENTIALS}/never_set`).bearerToken(token)
    assert.notEqual((await act()).body().error_code, 'STEP_UP_REQUIRED')

    await age(user.id, 11)
    const refused = await act()
    refused.assertStatus(403)
    assert.equal(refused.body().error_code, 'STEP_UP_REQUIRED')
    ;(await client.get(CREDENTIALS).bearerToken(token)).assertStatus(200)

    ;(await client.post(STEP_UP).bearerToken(token).json({ password: 'a guess' })).assertStatus(422)
    ;(await client.post(STEP_UP).bearerToken(token).json({})).assertStatus(422)
    assert.equal((await act()).body().error_code, 'STEP_UP_REQUIRED')
    const proved = await client.post(STEP_UP).bearerToken(token).json({ password })
    proved.assertStatus(200)
    assert.isAbove(Date.parse(proved.body().proved_until as string), Date.now())
    assert.notEqual((await act()).body().error_code, 'STEP_UP_REQUIRED')
  })

  test('it opens the sign-in that proved itself, not another of the same person', async ({ client, assert }) => {
    const { user, tenant, password } = await createUser({ tenant: { role: 'owner' } })
    const [here, elsewhere] = [await apiToken(user, tenant.id), await apiToken(user, tenant.id)]
    await age(user.id, 30)
    ;(await client.post(STEP_UP).bearerToken(here).json({ password })).assertStatus(200)
    const code = async (token: string) => (await client.delete(`${CREDENTIALS}/never_set`).bearerToken(token)).body().error_code
    assert.equal(await code(elsewhere), 'STEP_UP_REQUIRED')
    assert.notEqual(await code(here), 'STEP_UP_REQUIRED')
  })

  test('whoever has a second factor proves it by that: the password alone may have been seen', async ({ client }) => {
    const person = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(person.user, person.tenant.id)
    const { seed } = await giveTotp(person)
    ;(await client.post(STEP_UP).bearerToken(token).json({ password: person.password })).assertStatus(422)
    const code = codeOf(seed)
    ;(await client.post(STEP_UP).bearerToken(token).json({ code })).assertStatus(200)
    ;(await client.post(STEP_UP).bearerToken(token).json({ code })).assertStatus(422)
  })

  test('guests are refused, and guessing is stopped', async ({ client }) => {
    const { user } = await createUser()
    ;(await client.post(STEP_UP).json({ password: 'x' })).assertStatus(401)
    const token = await apiToken(user)
    for (let at = 0; at < 10; at += 1) await client.post(STEP_UP).bearerToken(token).json({ password: 'a guess' })
    ;(await client.post(STEP_UP).bearerToken(token).json({ password: 'a guess' })).assertStatus(429)
  })

  test('it asks the database nothing more than the identity', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user, tenant.id)
    await age(user.id, 30)
    const refuse = () => client.delete(`${CREDENTIALS}/never_set`).bearerToken(token)
    const know = () => client.get('/api/v1/auth/me').bearerToken(token)
    assert.equal(await steadyQueries(refuse), await steadyQueries(know))
  })

  test('by page one is asked on the way, comes back, and the act is open; a wrong password opens nothing', async ({ assert }) => {
    const person = await createUser()
    const visitor = await stale(person)
    const asked = await visitor.open('/account/passkeys/new')
    assert.equal(asked.location, `/account/confirm?next=${encodeURIComponent('/account/passkeys/new')}`)
    await visitor.open(asked.location!)
    await visitor.submit('/account/confirm', { password: 'a guess', next: '/account/passkeys/new' })
    assert.equal((await visitor.open('/account/passkeys/new')).status, 302)

    await visitor.open(asked.location!)
    const copied = visitor.copy()
    const answer = await visitor.submit('/account/confirm', { password: person.password, next: '/account/passkeys/new' })
    assert.equal(answer.location, '/account/passkeys/new')
    assert.equal((await visitor.open('/account/passkeys/new')).status, 200)
    copied.cookies.delete('rialto_remember')
    assert.match((await copied.open('/account/profile')).location!, /^\/sign-in/, 'a copy of the cookie from before is not raised with it')
  })

  test('a form of a stale page changes nothing; and nobody is led to another site', async ({ assert }) => {
    const person = await createUser()
    const visitor = await stale(person)
    await visitor.open('/account/profile')
    const answer = await visitor.submit('/account/profile/password', { current_password: person.password, password: 'another long one' })
    assert.match(answer.location!, /^\/account\/confirm\?next=/)
    assert.equal((await new Visitor().signIn(person.user.email, person.password)).location, '/')

    await visitor.open('/account/confirm?next=https://evil.example')
    const led = await visitor.submit('/account/confirm', { password: person.password, next: '//evil.example' })
    assert.equal(led.location, '/account/security')
  })

  test('a passkey is a proof as well, made for this and no other purpose', async ({ assert }) => {
    const person = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(person.user.email, person.password)
    await visitor.open('/account/passkeys/new')
    const options = async (browser: Visitor, path: string) => JSON.parse((await browser.submit(path)).text)
    const key = new Authenticator()
    const credential = key.create(await options(visitor, '/account/passkeys/options'))
    await visitor.submit('/account/passkeys', { credential, name: 'Key' })

    const late = new Visitor()
    await late.open('/sign-in')
    const entered = key.get(await options(late, '/sign-in/passkey/options'))
    await late.submit('/sign-in/passkey', { credential: entered, remember: '1' })
    late.cookies.delete('rialto_session')
    await late.open('/account/confirm')
    assert.equal((await late.open('/account/passkeys/new')).status, 302)
    await late.submit('/account/confirm/passkey', { credential: key.get(await options(late, '/sign-in/passkey/options')) })
    assert.equal((await late.open('/account/passkeys/new')).status, 302)
    await late.submit('/account/confirm/passkey', { credential: key.get(await options(late, '/account/confirm/passkey/options')) })
    assert.equal((await late.open('/account/passkeys/new')).status, 200)
  })
})
