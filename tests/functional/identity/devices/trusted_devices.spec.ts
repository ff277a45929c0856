import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { codeOf, giveTotp, halfSignedIn, isSignedIn } from '#tests/support/second_factors'
import { createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const STEP = '/sign-in/second-factor'

/** The browser is closed or its session ran out: what lasts is left. */
function later(visitor: Visitor): Visitor {
  const copy = visitor.copy()
  copy.cookies.delete('rialto_session')
  return copy
}

async function remembered({ user, password }: TestUser) {
  const visitor = new Visitor()
  await visitor.open('/sign-in')
  await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
  return visitor
}

const devicesOf = (userId: string) => db.from('trusted_devices').where('user_id', userId)

test.group('Trusted devices', (group) => {
  group.each.setup(forgetCounts)

  test('a browser that gave the second proof skips it next time when its person wished so, another does not', async ({ assert }) => {
    const person = await createUser()
    const { recovery } = await giveTotp(person)
    const plain = await halfSignedIn(person)
    await plain.submit(STEP, { code: recovery[0] })
    assert.equal((await later(plain).signIn(person.user.email, person.password)).location, STEP, 'not wished')

    const trusted = await halfSignedIn(person)
    await trusted.submit(STEP, { code: recovery[1], trust_device: '1' })
    assert.equal((await later(trusted).signIn(person.user.email, person.password)).location, '/')
    assert.equal((await new Visitor().signIn(person.user.email, person.password)).location, STEP)
    assert.isFalse(await isSignedIn(later(trusted)), 'it does not sign in by itself')
  })

  test('the wish counts with the second proof only, and for its person only', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    await visitor.submit('/sign-in', { email: person.user.email, password: person.password, trust_device: '1' })
    await giveTotp(person)
    const { recovery } = await giveTotp(other)
    assert.equal((await later(visitor).signIn(person.user.email, person.password)).location, STEP)

    const shared = later(visitor)
    await shared.signIn(other.user.email, other.password)
    await shared.open(STEP)
    await shared.submit(STEP, { code: recovery[0], trust_device: '1' })
    assert.equal((await later(shared).signIn(other.user.email, other.password)).location, '/')
    assert.equal((await later(shared).signIn(person.user.email, person.password)).location, STEP)
  })

  test('it ends with its time, with "forget", and with a new password', async ({ assert }) => {
    const person = await createUser()
    const { seed, recovery } = await giveTotp(person)
    const again = (visitor: Visitor) => later(visitor).signIn(person.user.email, person.password)
    const trust = async (code: string) => {
      const visitor = await halfSignedIn(person)
      await visitor.submit(STEP, { code, trust_device: '1' })
      return visitor
    }
    const expired = await trust(recovery[0])
    await devicesOf(person.user.id).update({ expires_at: new Date(Date.now() - 1000) })
    assert.equal((await again(expired)).location, STEP)

    const forgotten = await trust(recovery[1])
    const page = (await forgotten.open('/account/security')).text
    const [path] = /\/account\/devices\/[0-9a-f-]{36}\/forget/.exec(page)!
    const stranger = new Visitor()
    const other = await createUser()
    await stranger.signIn(other.user.email, other.password)
    await stranger.open('/account/profile')
    assert.equal((await stranger.submit(path)).status, 404)
    const back = later(forgotten)
    assert.equal((await back.signIn(person.user.email, person.password)).location, '/')
    await back.open('/account/security')
    await back.submit(path)
    assert.equal((await again(back)).location, STEP)

    const changed = await trust(codeOf(seed))
    await changed.open('/account/profile')
    await changed.submit('/account/profile/password', { current_password: person.password, password: 'another long sentence' })
    assert.equal((await later(changed).signIn(person.user.email, 'another long sentence')).location, STEP)
  })

  test('a remembered browser signs in by itself, with another secret each time, hashed here', async ({ assert }) => {
    const person = await createUser()
    const visitor = await remembered(person)
    assert.isTrue(await isSignedIn(visitor))
    const first = visitor.cookies.get('rialto_remember')!
    const comeBack = later(visitor)
    assert.isTrue(await isSignedIn(comeBack))
    const second = comeBack.cookies.get('rialto_remember')!
    assert.notEqual(first, second)
    const stored = JSON.stringify(await devicesOf(person.user.id))
    assert.notInclude(stored, first.split('.')[1])
    assert.notInclude(stored, second.split('.')[1])
    assert.isTrue(await isSignedIn(later(comeBack)))
    const plain = new Visitor()
    await plain.signIn(person.user.email, person.password)
    assert.isFalse(await isSignedIn(later(plain)), 'not wished')
  })

  test('requests a browser sends at once are all let in and keep one device', async ({ assert }) => {
    const person = await createUser()
    const visitor = await remembered(person)
    const tabs = Array.from({ length: 5 }, () => later(visitor))
    assert.deepEqual(await Promise.all(tabs.map(isSignedIn)), Array(5).fill(true))
    assert.lengthOf(new Set(tabs.map((tab) => tab.cookies.get('rialto_remember'))), 1)
    assert.isTrue(await isSignedIn(later(tabs[2])))
  })

  test('a stolen secret that comes back ends the device and everything its person is signed in with', async ({ assert }) => {
    const person = await createUser()
    const visitor = await remembered(person)
    const thief = later(visitor)
    const owner = later(visitor)
    assert.isTrue(await isSignedIn(thief))
    await devicesOf(person.user.id).update({ rotated_at: new Date(Date.now() - 60_000) })

    assert.isFalse(await isSignedIn(owner), 'the secret was used long ago')

    assert.isFalse(await isSignedIn(thief), 'whoever used it is out as well')
    assert.isFalse(await isSignedIn(visitor))
    assert.lengthOf(await devicesOf(person.user.id), 0)
    assert.isFalse(owner.cookies.has('rialto_remember'))
    const noted = await db.from('audit_log').where({ target_id: person.user.id, action: 'identity.device_secret_reused' })
    assert.lengthOf(noted, 1)
    const told = await db.from('outbox').where({ aggregate_id: person.user.id, name: 'identity.device_reuse_detected.v1' })
    assert.lengthOf(told, 1)
  })

  test('another browser with the same secret at the same moment is no tab of the first', async ({ assert }) => {
    const person = await createUser()
    const visitor = await remembered(person)
    const elsewhere = new Visitor({ 'user-agent': 'another browser' })
    elsewhere.cookies = new Map(later(visitor).cookies)
    assert.isTrue(await isSignedIn(later(visitor)))
    assert.isFalse(await isSignedIn(elsewhere))
    assert.lengthOf(await devicesOf(person.user.id), 0)
  })

  test('signing out ends it, also for who copied the cookie; so does a block', async ({ assert }) => {
    const [person, blocked] = [await createUser(), await createUser()]
    const visitor = await remembered(person)
    const copied = later(visitor)
    await visitor.open('/account/profile')
    await visitor.submit('/sign-out')
    assert.isFalse(visitor.cookies.has('rialto_remember'))
    assert.isFalse(await isSignedIn(copied))

    const other = await remembered(blocked)
    await db.from('users').where('id', blocked.user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    assert.isFalse(await isSignedIn(later(other)))
  })

  test('the cookie is out of reach of scripts and other sites', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    const answer = await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('rialto_remember='))!
    assert.match(line, /HttpOnly/i)
    assert.match(line, /SameSite=Lax/i)
    assert.match(line, /Max-Age=2592000/i)
  })
})
