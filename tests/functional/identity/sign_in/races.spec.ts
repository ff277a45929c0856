import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { endSessions } from '#identity/end_sessions'
import { forgetCounts } from '#tests/support/forget_counts'
import { waitForLockWaits } from '#tests/support/lock_waits'
import { giveTotp, halfSignedIn, isSignedIn } from '#tests/support/second_factors'
import { createUser, PASSWORD, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

/** Ends everything of a person in a transaction that is committed only once `attempt` waits for it: as a new password does. */
async function whileAllEnds<Result>({ user }: TestUser, attempt: () => Promise<Result>): Promise<Result> {
  let attempted: Promise<Result>
  await db.transaction(async (trx) => {
    await trx.from('users').where('id', user.id).forUpdate().select('id')
    attempted = attempt()
    await waitForLockWaits(1)
    await endSessions(trx, user.id, 'password changed')
  })
  return attempted!
}

test.group('A sign-in at the moment everything of its person ends', (group) => {
  group.each.setup(forgetCounts)

  test('by page does not outlive the password it was made with', async ({ assert }) => {
    const person = await createUser()
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    await whileAllEnds(person, () => visitor.submit('/sign-in', { email: person.user.email, password: PASSWORD }))
    assert.isFalse(await isSignedIn(visitor))
    await visitor.signIn(person.user.email, PASSWORD)
    assert.isTrue(await isSignedIn(visitor), 'afterwards it is a sign-in as any other')
  })

  test('by API neither', async ({ client }) => {
    const person = await createUser()
    const body = { email: person.user.email, password: PASSWORD }
    const refused = await whileAllEnds(person, async () => client.post('/api/v1/auth/login').json(body))
    refused.assertStatus(401)
    ;(await client.post('/api/v1/auth/login').json(body)).assertStatus(200)
  })

  test('that waits for its second proof is over; a new one is not', async ({ assert }) => {
    const person = await createUser()
    const { recovery } = await giveTotp(person)
    const waiting = await halfSignedIn(person)
    await db.transaction((trx) => endSessions(trx, person.user.id, 'password reset'))
    await waiting.submit('/sign-in/second-factor', { code: recovery[0] })
    assert.isFalse(await isSignedIn(waiting))
    const anew = await halfSignedIn(person)
    await anew.submit('/sign-in/second-factor', { code: recovery[0] })
    assert.isTrue(await isSignedIn(anew), 'and no code was used up')
  })
})
