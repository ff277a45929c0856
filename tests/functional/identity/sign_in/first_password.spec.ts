import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { deliverAccountMail, lettersTo } from '#tests/support/account_mail'
import { createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const PROFILE = '/account/profile'
const PAGE = `${PROFILE}/first-password`
const NEW = 'a wholly new secret'

/** Signed in a moment ago, by an account that has no password any more. */
async function withoutPassword(remember: Record<string, string> = {}): Promise<TestUser & { visitor: Visitor }> {
  const somebody = await createUser()
  const visitor = new Visitor()
  await visitor.open('/sign-in')
  await visitor.submit('/sign-in', { email: somebody.user.email, password: somebody.password, ...remember })
  await db.from('users').where('id', somebody.user.id).update({ password_hash: null })
  return { ...somebody, visitor }
}

const hashOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).password_hash as string | null
const signsIn = async (email: string, password: string) => {
  const visitor = new Visitor()
  await visitor.signIn(email, password)
  return (await visitor.open(PROFILE)).status === 200
}

test.group('A first password', (group) => {
  group.each.setup(forgetCounts)

  test('is set on the own page, signs in from then on, ends nothing and is told by mail', async ({ assert }) => {
    const { user, visitor } = await withoutPassword()
    const page = await visitor.open(PROFILE)
    assert.include(page.text, `href="${PAGE}"`)
    assert.notInclude(page.text, 'current_password')
    assert.equal((await visitor.open(PAGE)).status, 200)
    await visitor.submit(PAGE, { password: 'password123' })
    assert.isNull(await hashOf(user.id))
    assert.equal((await visitor.submit(PAGE, { password: NEW })).location, PROFILE)

    assert.include((await visitor.open(PROFILE)).text, 'current_password')
    assert.isTrue(await signsIn(user.email, NEW))
    await deliverAccountMail(user.id)
    assert.include(
      (await lettersTo(user.email)).map(({ subject }) => subject),
      'Your account has a password now'
    )
    assert.lengthOf(await db.from('audit_log').where({ action: 'identity.password_set', target_id: user.id }), 1)
  })

  test('is none for an account that has one: that takes the one before', async ({ assert }) => {
    const { user, password } = await createUser()
    const before = await hashOf(user.id)
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    assert.equal((await visitor.open(PAGE)).location, PROFILE)
    await visitor.open(PROFILE)
    await visitor.submit(PAGE, { password: NEW })
    assert.equal(await hashOf(user.id), before)
    assert.isTrue(await signsIn(user.email, password))
  })

  test('of two set at once one counts', async ({ assert }) => {
    const { user, visitor } = await withoutPassword()
    await visitor.open(PAGE)
    await Promise.all([visitor.submit(PAGE, { password: `${NEW} one` }), visitor.submit(PAGE, { password: `${NEW} two` })])
    const works = [await signsIn(user.email, `${NEW} one`), await signsIn(user.email, `${NEW} two`)]
    assert.sameMembers(works, [true, false])
    assert.lengthOf(await db.from('audit_log').where({ action: 'identity.password_set', target_id: user.id }), 1)
  })

  test('takes a fresh proof: a browser that signed in by itself is asked first', async ({ assert }) => {
    const { user, visitor } = await withoutPassword({ remember: '1' })
    visitor.cookies.delete('rialto_session')
    assert.equal((await visitor.open(PROFILE)).status, 200)
    assert.equal((await visitor.open(PAGE)).location, `/account/confirm?next=${encodeURIComponent(PAGE)}`)
    await visitor.submit(PAGE, { password: NEW })
    assert.isNull(await hashOf(user.id))
  })
})
