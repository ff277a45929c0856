import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { DETAILS, inQueue, submitted } from '#tests/support/verifications'
import { Visitor } from '#tests/support/visitor'
import type { TestUser } from '#tests/support/users'

const enter = async ({ user, password }: Pick<TestUser, 'user' | 'password'>) => {
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  return visitor
}

test.group('Pages of a verification', (group) => {
  group.each.setup(forgetCounts)

  test('the company states its details, is told what is wrong, and sees where it stands', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const visitor = await enter(owner)
    const empty = await visitor.open('/seller/verification')
    assert.equal(empty.status, 200)
    assert.include(empty.text, 'Save the legal details first')
    const fields = { ...DETAILS, bik: '', account: '' }
    await visitor.submit('/seller/verification', { ...fields, inn: '7707083894' })
    assert.include((await visitor.open('/seller/verification')).text, 'is-invalid')
    assert.equal((await visitor.submit('/seller/verification', fields)).status, 302)
    const draft = await visitor.open('/seller/verification')
    for (const words of ['Being prepared', 'Submit for verification', 'name="file"']) assert.include(draft.text, words)
    await visitor.submit('/seller/verification/submit')
    assert.include((await visitor.open('/seller/verification')).text, 'A document is missing')
    assert.equal((await visitor.open('/account/company/close')).status, 200)

    const employee = await enter(await createUser({ tenant: { role: 'user', of: owner.tenant } }))
    assert.equal((await employee.open('/seller/verification')).status, 403)
  })

  test('once submitted nothing can be changed, and a moderator sees all of it', async ({ assert }) => {
    const { verification, ...owner } = await submitted()
    const page = await (await enter(owner)).open('/seller/verification')
    assert.include(page.text, 'With a moderator')
    for (const words of ['name="file"', 'name="inn"']) assert.notInclude(page.text, words)

    const { id } = await inQueue(verification.id)
    const moderator = await enter(await createUser({ platform: ['moderator'] }))
    const review = await moderator.open(`/moderator/reviews/${id}`)
    assert.equal(review.status, 200)
    for (const words of [DETAILS.legal_name, DETAILS.inn, 'passport.jpg', 'Ask for more']) assert.include(review.text, words)
    assert.include((await moderator.open('/moderator/reviews')).text, DETAILS.legal_name)
  })
})
