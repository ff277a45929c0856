import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser, joinTenant } from '#tests/support/users'
import { newId } from '#core/ids'

const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account/members')).status !== 302

test.group('Signing in to the panels', (group) => {
  group.each.setup(forgetCounts)

  test('with the right password one is in, with a wrong one or an unknown email one is told the same', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()

    const page = async (email: string, secret: string) => {
      const guest = new Visitor()
      const answer = await guest.signIn(email, secret)
      assert.equal(answer.status, 302)
      const { text } = await guest.open('/sign-in')
      assert.isFalse(await isSignedIn(guest))
      return text.replace(/content="[^"]+"|value=("[^"]*"|'[^']*')/g, '')
    }
    const wrong = await page(user.email, 'not the password')
    const unknown = await page(`nobody-${newId()}@example.test`, 'not the password')

    assert.include(wrong, 'Email or password is wrong')
    assert.equal(wrong, unknown)
    assert.equal((await visitor.signIn(user.email.toUpperCase(), password)).status, 302)
    assert.isTrue(await isSignedIn(visitor))
  })

  test('a blocked account is refused with the same text', async ({ assert }) => {
    const { user, password } = await createUser()
    await db.from('users').where('id', user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)

    assert.include((await visitor.open('/sign-in')).text, 'Email or password is wrong')
    assert.isFalse(await isSignedIn(visitor))
  })

  test('the session id changes at sign-in; a copied cookie dies with the sign-out', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    const planted = visitor.copy()
    await visitor.signIn(user.email, password)
    const stolen = visitor.copy()

    assert.isFalse(await isSignedIn(planted))
    assert.isTrue(await isSignedIn(stolen))
    await visitor.open('/account/members')
    await visitor.submit('/sign-out')
    assert.isFalse(await isSignedIn(visitor))
    assert.isFalse(await isSignedIn(stolen))
  })

  test('blocking ends a live session with the next request', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    assert.isTrue(await isSignedIn(visitor))

    await db.from('users').where('id', user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    assert.isFalse(await isSignedIn(visitor))
  })

  test('too many attempts from one network are refused, from another the owner still gets in', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const attacker = new Visitor()
    for (let at = 0; at < 10; at += 1) await attacker.signIn(user.email, `guess ${at}`)
    await attacker.signIn(user.email, password)
    assert.include((await attacker.open('/sign-in')).text, 'Too many attempts')
    assert.isFalse(await isSignedIn(attacker))

    const keys = (await db.from('rate_limits').where('key', 'like', '%sign-in:acct:%')) as { key: string }[]
    assert.isTrue(keys.every(({ key }) => !key.includes(user.email) && key.includes(':127.0.0.1:')))
  })

  test('a form without the CSRF token changes nothing', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.submit('/sign-in', { email: user.email, password })
    assert.isFalse(await isSignedIn(visitor))
  })

  test('after the sign-in one comes back to an own page, never to another site', async ({ assert }) => {
    const { user, password } = await createUser()
    for (const [next, expected] of [
      ['/account/members', '/account/members'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['https://evil.example', '/'],
    ]) {
      const visitor = new Visitor()
      await visitor.open(`/sign-in?next=${encodeURIComponent(next)}`)
      const answer = await visitor.submit('/sign-in', { email: user.email, password, next })
      assert.equal(answer.location, expected)
    }
  })

  test('a person with two companies switches between them, never into a foreign one', async ({ assert }) => {
    const { user, password, tenant } = await createUser({ tenant: { role: 'owner', name: 'First company' } })
    const second = await joinTenant(user, { role: 'viewer', name: 'Second company' })
    const foreign = await createUser({ tenant: { role: 'owner', name: 'Foreign company' } })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open('/account/members')

    for (const [chosen, name] of [
      [second, 'Second company'],
      [tenant, 'First company'],
    ] as const) {
      assert.equal((await visitor.submit('/account/tenant', { tenant_id: chosen.id })).status, 302)
      assert.include((await visitor.open('/account/members')).text, `${name}, plan`)
    }
    assert.equal((await visitor.submit('/account/tenant', { tenant_id: foreign.tenant.id })).status, 404)
    assert.include((await visitor.open('/account/members')).text, 'First company, plan')
  })
})
