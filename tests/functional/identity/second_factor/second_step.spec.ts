import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { codeOf, giveTotp, halfSignedIn, isSignedIn } from '#tests/support/second_factors'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const STEP = '/sign-in/second-factor'

test.group('The second step of a sign-in', (group) => {
  group.each.setup(forgetCounts)

  test('the password alone opens nothing; with the code one comes to where one wanted to go', async ({ assert }) => {
    const person = await createUser({ tenant: { role: 'owner' } })
    const { seed } = await giveTotp(person)
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    const first = await visitor.submit('/sign-in', { email: person.user.email, password: person.password, next: '/account/members' })
    assert.equal(first.location, STEP)
    assert.isFalse(await isSignedIn(visitor))
    await visitor.open(STEP)
    await visitor.submit(STEP, { code: '000000' })
    assert.include((await visitor.open(STEP)).text, 'wrong or was used already')

    const answer = await visitor.submit(STEP, { code: codeOf(seed) })
    assert.equal(answer.location, '/account/members')
    assert.isTrue(await isSignedIn(visitor))
    assert.equal((await visitor.open(STEP)).location, '/sign-in')
  })

  test('a code is used once, in whatever spelling it comes back', async ({ assert }) => {
    const person = await createUser()
    const { seed } = await giveTotp(person)
    const code = codeOf(seed)
    const first = await halfSignedIn(person)
    await first.submit(STEP, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    assert.isTrue(await isSignedIn(first))

    const wide = [...code].map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join('')
    const thief = await halfSignedIn(person)
    for (const spelling of [code, ` ${code} `, wide, `+${code}`, code.split('').join(' '), `${code}\u200b`, codeOf(seed, -1)]) {
      await thief.submit(STEP, { code: spelling })
      assert.isFalse(await isSignedIn(thief), JSON.stringify(spelling))
      await thief.open(STEP)
    }
    await thief.submit(STEP, { code: codeOf(seed, 1) })
    assert.isTrue(await isSignedIn(thief), 'the next code is another one')
  })

  for (const kind of ['authenticator', 'recovery'] as const) {
    test(`of parallel uses of one ${kind} code one is let in`, async ({ assert }) => {
      const person = await createUser()
      const { seed, recovery } = await giveTotp(person)
      const visitors = []
      for (let at = 0; at < 6; at += 1) visitors.push(await halfSignedIn(person))
      const code = kind === 'recovery' ? recovery[3] : codeOf(seed)

      await Promise.all(visitors.map((visitor) => visitor.submit(STEP, { code })))

      const inside = await Promise.all(visitors.map(isSignedIn))
      assert.lengthOf(
        inside.filter((is) => is),
        1
      )
      const used = await db.from('recovery_codes').where('user_id', person.user.id).whereNotNull('used_at')
      assert.lengthOf(used, kind === 'recovery' ? 1 : 0)
    })
  }

  test('who waits is known to their own session only, and only as long as they are not blocked', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    const { seed, recovery } = await giveTotp(person)
    const theirs = await giveTotp(other)
    const visitor = await halfSignedIn(person)
    const stranger = new Visitor()
    await stranger.open('/sign-in')
    assert.equal((await stranger.submit(STEP, { code: codeOf(seed) })).location, '/sign-in')
    assert.isFalse(await isSignedIn(stranger))

    await visitor.submit(STEP, { code: codeOf(theirs.seed) })
    await visitor.submit(STEP, { code: theirs.recovery[0] })
    assert.isFalse(await isSignedIn(visitor), "another person's codes open nothing")

    await db.from('users').where('id', person.user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    await visitor.open(STEP)
    await visitor.submit(STEP, { code: recovery[0] })
    assert.isFalse(await isSignedIn(visitor))
  })

  test('guessing is stopped, also over new sign-ins, until the time is over', async ({ assert }) => {
    const person = await createUser()
    const { seed } = await giveTotp(person)
    const visitor = await halfSignedIn(person)
    for (let at = 0; at < 11; at += 1) await visitor.submit(STEP, { code: '000000' })
    await visitor.submit(STEP, { code: codeOf(seed) })
    assert.include((await visitor.open(STEP)).text, 'Too many attempts')
    assert.isFalse(await isSignedIn(visitor))

    const again = await halfSignedIn(person)
    await again.submit(STEP, { code: codeOf(seed) })
    assert.isFalse(await isSignedIn(again), 'a new sign-in from the same network begins no new count')

    await forgetCounts()
    await again.open(STEP)
    await again.submit(STEP, { code: codeOf(seed) })
    assert.isTrue(await isSignedIn(again))
  })

  test('a form without the CSRF token checks nothing', async ({ assert }) => {
    const person = await createUser()
    const { seed } = await giveTotp(person)
    const visitor = new Visitor()
    await visitor.signIn(person.user.email, person.password)
    await visitor.submit(STEP, { _csrf: 'x', code: codeOf(seed) })
    assert.isFalse(await isSignedIn(visitor))
  })
})
