import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Authenticator } from '#tests/support/authenticator'
import { giveTotp, halfSignedIn, isSignedIn } from '#tests/support/second_factors'
import { createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const SIGN_IN = '/sign-in/passkey'
const STEP = '/sign-in/second-factor/passkey'

const optionsFrom = async (visitor: Visitor, path: string) => JSON.parse((await visitor.submit(`${path}/options`)).text)

async function register(person: TestUser, name = 'Laptop') {
  const visitor = new Visitor()
  await visitor.signIn(person.user.email, person.password)
  await visitor.open('/account/passkeys/new')
  const key = new Authenticator()
  const credential = key.create(await optionsFrom(visitor, '/account/passkeys'))
  const answer = await visitor.submit('/account/passkeys', { credential, name })
  return { visitor, key, credential, answer }
}

async function guest() {
  const visitor = new Visitor()
  await visitor.open('/sign-in')
  return visitor
}

test.group('Passkeys', (group) => {
  group.each.setup(forgetCounts)

  test('made, it signs in by itself and is enough: no password, no second step; recovery codes come with the first', async ({ assert }) => {
    const person = await createUser({ tenant: { role: 'owner' } })
    const { visitor, key, answer } = await register(person)
    assert.match(answer.text, /[a-z2-7]{4}(-[a-z2-7]{4}){3}/)
    assert.include((await visitor.open('/account/security')).text, 'Laptop')

    const other = await guest()
    const options = await optionsFrom(other, SIGN_IN)
    assert.deepEqual(options.allowCredentials ?? [], [], 'nobody learns who has which passkey')
    assert.equal(options.userVerification, 'required')
    const entered = await other.submit(SIGN_IN, { credential: key.get(options), next: '/account/members' })
    assert.equal(entered.location, '/account/members')
    assert.isTrue(await isSignedIn(other))
    assert.isNotNull((await db.from('passkeys').where('user_id', person.user.id).firstOrFail()).last_used_at)
  })

  test('the password asks for it as the second proof from then on', async ({ assert }) => {
    const person = await createUser()
    const { key } = await register(person)
    const visitor = await halfSignedIn(person)
    assert.isFalse(await isSignedIn(visitor))
    await visitor.open('/sign-in/second-factor')
    const options = await optionsFrom(visitor, STEP)
    assert.deepEqual(
      (options.allowCredentials as { id: string }[]).map(({ id }) => id),
      [key.credentialId]
    )
    await visitor.submit(STEP, { credential: key.get(options) })
    assert.isTrue(await isSignedIn(visitor))
  })

  test('an answer is good once, in its own session, for what it was asked for', async ({ assert }) => {
    const person = await createUser()
    const { key } = await register(person)
    const visitor = await guest()
    const credential = key.get(await optionsFrom(visitor, SIGN_IN))
    const thief = await guest()
    await optionsFrom(thief, SIGN_IN)
    await thief.submit(SIGN_IN, { credential })
    assert.isFalse(await isSignedIn(thief), 'another session')

    const half = await halfSignedIn(person)
    await half.submit(STEP, { credential: key.get(await optionsFrom(half, SIGN_IN)) })
    assert.isFalse(await isSignedIn(half), 'asked for the sign-in, not for the second step')

    await visitor.submit(SIGN_IN, { credential })
    assert.isTrue(await isSignedIn(visitor))
    await visitor.open('/account/profile')
    await visitor.submit('/sign-out')
    await visitor.open('/sign-in')
    await visitor.submit(SIGN_IN, { credential })
    assert.isFalse(await isSignedIn(visitor), 'a second time')
  })

  test('of one answer sent many times at once, one is taken', async ({ assert }) => {
    const person = await createUser()
    const { key } = await register(person)
    const visitor = await guest()
    const credential = key.get(await optionsFrom(visitor, SIGN_IN), { counter: 0 })
    const copies = Array.from({ length: 5 }, () => visitor.copy())
    await Promise.all(copies.map((copy) => copy.open('/sign-in')))
    await Promise.all(copies.map((copy) => copy.submit(SIGN_IN, { credential })))
    const inside = await Promise.all(copies.map(isSignedIn))
    assert.lengthOf(
      inside.filter((is) => is),
      1
    )
  })

  test('another origin, another site, no finger, a wrong key and no challenge are refused alike', async ({ assert }) => {
    const person = await createUser()
    const { key } = await register(person)
    const forged = new Authenticator()
    const wrong: [string, (options: { challenge: string }) => string][] = [
      ['origin', (options) => key.get(options, { origin: 'https://evil.example' })],
      ['site', (options) => key.get(options, { rpId: 'evil.example' })],
      ['verification', (options) => key.get(options, { isVerified: false })],
      ['challenge', () => key.get({ challenge: 'AAAA' })],
      ['user', (options) => key.get(options, { userId: 'somebody else' })],
      ['key', (options) => forged.get(options).replaceAll(forged.credentialId, key.credentialId)],
      ['unknown', (options) => forged.get(options)],
      ['JSON', () => '{"id":{},"response":1}'],
      ['shape', () => JSON.stringify({ id: key.credentialId, rawId: key.credentialId, type: 'public-key', response: {} })],
    ]
    for (const [what, answer] of wrong) {
      const visitor = await guest()
      await visitor.submit(SIGN_IN, { credential: answer(await optionsFrom(visitor, SIGN_IN)) })
      assert.include((await visitor.open('/sign-in')).text, 'passkey was not accepted', what)
      assert.isFalse(await isSignedIn(visitor), what)
    }
  })

  test("another person's passkey is no second proof", async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    await giveTotp(person)
    const { key } = await register(other)
    const visitor = await halfSignedIn(person)
    await visitor.submit(STEP, { credential: key.get(await optionsFrom(visitor, STEP)) })
    assert.isFalse(await isSignedIn(visitor))
  })

  test('a counter that goes back ends the passkey and is noted; one that always says zero is no reason', async ({ assert }) => {
    const [person, synced] = [await createUser(), await createUser()]
    const { key, answer } = await register(person)
    const enter = async (with_: Authenticator, counter: number) => {
      const visitor = await guest()
      await visitor.submit(SIGN_IN, { credential: with_.get(await optionsFrom(visitor, SIGN_IN), { counter }) })
      return isSignedIn(visitor)
    }
    assert.isTrue(await enter(key, 7))
    assert.isFalse(await enter(key, 7))
    assert.isFalse(await enter(key, 8), 'the copy may be the one that counts on')
    const noted = await db.from('audit_log').where({ target_id: person.user.id, action: 'identity.passkey_counter_went_back' })
    assert.lengthOf(noted, 1)
    // Who has a copy must not thereby get in with the password alone.
    const visitor = await halfSignedIn(person)
    assert.isFalse(await isSignedIn(visitor))
    await visitor.submit('/sign-in/second-factor', { code: /[a-z2-7]{4}(-[a-z2-7]{4}){3}/.exec(answer.text)![0] })
    assert.isTrue(await isSignedIn(visitor), 'a recovery code lets the owner in')

    const { key: zero } = await register(synced)
    assert.deepEqual([await enter(zero, 0), await enter(zero, 0)], [true, true])
  })

  test('registering: another origin or site, a used challenge and a known passkey are refused', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    const { visitor, key, credential } = await register(person)
    const count = async (user = person.user) => (await db.from('passkeys').where('user_id', user.id)).length
    await visitor.submit('/account/passkeys', { credential, name: 'Again' })
    for (const wishes of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { isVerified: false }]) {
      const options = await optionsFrom(visitor, '/account/passkeys')
      await visitor.submit('/account/passkeys', { credential: new Authenticator().create(options, wishes), name: 'x' })
    }
    assert.equal(await count(), 1)

    const thief = new Visitor()
    await thief.signIn(other.user.email, other.password)
    await thief.open('/account/passkeys/new')
    await thief.submit('/account/passkeys', { credential: key.create(await optionsFrom(thief, '/account/passkeys')), name: 'Mine' })
    assert.equal(await count(other.user), 0)
  })

  test('the only way into an account is not removed', async ({ assert }) => {
    const person = await createUser()
    const { visitor } = await register(person)
    const { id } = await db.from('passkeys').where('user_id', person.user.id).firstOrFail()
    await db.from('users').where('id', person.user.id).update({ password_hash: null })
    await visitor.submit(`/account/passkeys/${id}/remove`)
    assert.lengthOf(await db.from('passkeys').where('user_id', person.user.id), 1)
    assert.isTrue((await db.from('users').where('id', person.user.id).firstOrFail()).has_second_factor)

    await db.from('users').where('id', person.user.id).update({ password_hash: person.user.passwordHash })
    await visitor.submit(`/account/passkeys/${id}/remove`)
    assert.lengthOf(await db.from('passkeys').where('user_id', person.user.id), 0)
  })

  test('one renames and removes one’s own, and cannot see those of others', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    const { visitor } = await register(person)
    const { id } = await db.from('passkeys').where('user_id', person.user.id).firstOrFail()
    const stranger = new Visitor()
    await stranger.signIn(other.user.email, other.password)
    assert.equal((await stranger.open(`/account/passkeys/${id}`)).status, 404)
    await stranger.open('/account/profile')
    assert.equal((await stranger.submit(`/account/passkeys/${id}`, { name: 'Mine' })).status, 404)
    assert.equal((await stranger.submit(`/account/passkeys/${id}/remove`)).status, 404)

    await visitor.open(`/account/passkeys/${id}`)
    await visitor.submit(`/account/passkeys/${id}`, { name: 'Phone' })
    assert.include((await visitor.open('/account/security')).text, 'Phone')
    await visitor.submit(`/account/passkeys/${id}/remove`)
    assert.lengthOf(await db.from('passkeys').where('user_id', person.user.id), 0)
    assert.equal((await new Visitor().signIn(person.user.email, person.password)).location, '/')
  })
})
