import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AttemptLimits } from '#identity/attempt_limits'
import { networkOf, widerNetworkOf } from '#identity/network_of'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'
import { changeSetting } from '#tests/support/settings'
import { newId } from '#core/ids'

const isIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200
const limits = () => app.container.make(AttemptLimits)

/** How many of `count` attempts at an account are let through, each from an address of its own. */
async function attempts(email: string, addresses: string[], deviceToken: string | null = null) {
  const counted = await limits()
  const tried = await Promise.allSettled(addresses.map((ip) => counted.signIn(email, ip, deviceToken)))
  return tried.filter(({ status }) => status === 'fulfilled').length
}
const farAway = (count: number) => Array.from({ length: count }, (_, at) => `198.${18 + (at >> 8)}.${at & 255}.7`)

test.group('Limits of sign-in', (group) => {
  group.each.setup(forgetCounts)

  test('a known browser passes while strangers next to it are refused', async ({ assert }) => {
    const { user, password } = await createUser()
    const owner = new Visitor()
    await owner.signIn(user.email, password)
    await owner.submit('/sign-out')
    const stranger = new Visitor()
    for (let at = 0; at < 11; at += 1) await stranger.signIn(user.email, `guess ${at}`)
    await stranger.signIn(user.email, password)
    assert.isFalse(await isIn(stranger))

    await owner.signIn(user.email, password)
    assert.isTrue(await isIn(owner))
  })

  test('every spelling that finds the account is counted as one', async ({ assert }) => {
    const { user } = await createUser({ email: `kira.i.${newId().slice(-12)}@example.test` })
    const spellings = ['i', 'I', 'İ'].flatMap((i) => ['k', 'K', 'K'].map((k) => user.email.replace('ki', k + i)))
    for (const spelling of spellings) assert.lengthOf(await db.from('users').where('email', spelling), 1, spelling)
    const counted = await limits()
    const tried = await Promise.allSettled(farAway(126).map((ip, at) => counted.signIn(` ${spellings[at % spellings.length]} `, ip, null)))
    assert.lengthOf(
      tried.filter(({ status }) => status === 'fulfilled'),
      100
    )
  })

  test("a known browser's own mistakes are counted, and only for its own account", async ({ assert }) => {
    const { user, password } = await createUser()
    const other = await createUser()
    const browser = new Visitor()
    await browser.signIn(user.email, password)
    await browser.submit('/sign-out')
    for (let at = 0; at < 10; at += 1) await browser.signIn(user.email, `mistake ${at}`)
    await browser.signIn(user.email, password)
    assert.isFalse(await isIn(browser))
    for (let at = 0; at < 11; at += 1) await browser.signIn(other.user.email, `guess ${at}`)
    await browser.signIn(other.user.email, other.password)
    assert.isFalse(await isIn(browser))
    await forgetCounts()
    await browser.signIn(user.email, password)
    assert.isTrue(await isIn(browser))
  })

  test('strangers from all over the world share a hundred attempts; the network of the owner is spared them', async ({ assert }) => {
    const { user, password } = await createUser()
    await new Visitor().signIn(user.email, password)
    // The owner's own first sign-in was a stranger's, too.
    assert.equal(await attempts(user.email, farAway(130)), 99)
    assert.equal(await attempts(user.email, ['203.0.113.9']), 0)
    assert.equal(await attempts(user.email, ['127.0.0.1']), 1)
    assert.equal(await attempts(`${newId()}@example.test`, ['203.0.113.9']), 1)
  })

  test('parallel attempts are as few as those one after another, for an address nobody has as well', async ({ assert }) => {
    const { user } = await createUser()
    for (const email of [user.email, `${newId()}@example.test`]) {
      assert.equal(await attempts(email, Array<string>(30).fill('203.0.113.20')), 10)
      await forgetCounts()
    }
  })

  test('one address and one neighbourhood are limited over all accounts', async ({ assert }) => {
    const counted = await limits()
    const outcome = async (ips: string[]) => {
      const tried = await Promise.allSettled(ips.map((ip) => counted.signIn(`${newId()}@example.test`, ip)))
      return tried.filter(({ status }) => status === 'fulfilled').length
    }
    assert.equal(await outcome(Array<string>(70).fill('203.0.113.30')), 60)
    assert.equal(await outcome(['203.0.113.31']), 1)
    const restore = await changeSetting('identity.sign_in_attempts_per_network', 80)
    try {
      assert.equal(await outcome(Array.from({ length: 20 }, (_, at) => `203.0.113.${100 + at}`)), 9)
      assert.equal(await outcome(['203.0.114.1']), 1)
    } finally {
      await restore()
    }
  })

  test('networks are what one customer has: an address, a /64; neighbourhoods a /24, a /48', ({ assert }) => {
    assert.equal(networkOf('2001:db8:1:2:3::4'), networkOf('2001:db8:1:2:ffff::'))
    assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
    assert.equal(widerNetworkOf('2001:db8:1:2::1'), widerNetworkOf('2001:db8:1:3::1'))
    assert.notEqual(widerNetworkOf('2001:db8:1::1'), widerNetworkOf('2001:db8:2::1'))
    assert.equal(widerNetworkOf('203.0.113.5'), '203.0.113.0/24')
    assert.equal(widerNetworkOf('::ffff:203.0.113.5'), '203.0.113.0/24')
  })

  test('who reset the password by mail gets in with that browser, whatever strangers did', async ({ assert }) => {
    const { user } = await createUser()
    const { deliverAccountMail, lettersTo, linkIn } = await import('#tests/support/account_mail')
    const visitor = new Visitor()
    for (let at = 0; at < 11; at += 1) await visitor.signIn(user.email, `forgotten ${at}`)
    await visitor.open('/reset-password')
    await visitor.submit('/reset-password', { email: user.email })
    const { id } = await db.from('password_resets').where('user_id', user.id).firstOrFail()
    await deliverAccountMail(id)
    const path = linkIn((await lettersTo(user.email))[0], 'reset-password')
    await visitor.open(path)
    await visitor.submit(path, { password: 'remembered from now on' })
    await visitor.signIn(user.email, 'remembered from now on')
    assert.isTrue(await isIn(visitor))
  })
})
