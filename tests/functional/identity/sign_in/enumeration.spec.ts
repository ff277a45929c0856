import db from '@adonisjs/lucid/services/db'
import { hash as argon2 } from '@node-rs/argon2'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetSlowestRefusal } from '#identity/passwords/even_time'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo } from '#tests/support/account_mail'
import type { ApiClient } from '@japa/api-client'

const ROUNDS = 9
/** A difference that is there is there every time; one that the machine made is not. */
const SERIES = 5

const aStranger = () => `nobody-${newId()}@example.test`
async function timeOf(act: () => PromiseLike<unknown>) {
  const began = performance.now()
  await act()
  return performance.now() - began
}

type Act = () => PromiseLike<unknown>

/** The quickest of each, taken turn and turn about: whatever else the machine does can only add to a time. */
async function quickestOf(acts: Act[], rounds: number): Promise<number[]> {
  const quickest = acts.map(() => Infinity)
  for (let at = 0; at < rounds; at += 1) {
    await forgetCounts()
    for (const [which, act] of acts.entries()) quickest[which] = Math.min(quickest[which]!, await timeOf(act))
  }
  return quickest
}

/** Telling them apart needs a difference that stands out of the work both do; half as much again is far below the missing hash. */
const isAlike = (times: number[]) => Math.max(...times) < Math.min(...times) * 1.5 + 10

async function assertAlike(assert: { isTrue(value: boolean, message?: string): void }, acts: Act[], rounds = ROUNDS) {
  for (const act of acts) await act()
  const seen: number[][] = []
  while (seen.length < SERIES && !seen.some(isAlike)) seen.push(await quickestOf(acts, rounds))
  assert.isTrue(seen.some(isAlike), seen.map((times) => times.map((time) => `${time.toFixed(1)} ms`).join(' and ')).join('; '))
}

const answerOf = async (client: ApiClient, path: string, body: object) => {
  const answer = await client.post(path).json(body)
  const { request_id: _, ...rest } = answer.body() as Record<string, unknown>
  const volatile = new Set(['x-request-id', 'date', 'ratelimit', 'etag'])
  return { status: answer.status(), rest, headers: Object.entries(answer.headers()).filter(([name]) => !volatile.has(name)) }
}

/** A page without what differs between any two of them. */
const plain = (text: string, email: string) =>
  text.replaceAll(email, 'EMAIL').replace(/content="[^"]+"|value=("[^"]*"|'[^']*')|[0-9a-f]{8}-[0-9a-f-]{27}/g, '')

test.group('Nobody learns who has an account', (group) => {
  group.each.setup(forgetCounts)

  test('sign-in by API: the same status, text, headers and time for a wrong password, an unknown address and a blocked account', async ({
    client,
    assert,
  }) => {
    const { user } = await createUser()
    const blocked = await createUser()
    await db.from('users').where('id', blocked.user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    const ask = (email: string) => answerOf(client, '/api/v1/auth/login', { email, password: 'not the password' })
    assert.deepEqual(await ask(user.email), await ask(aStranger()))
    assert.deepEqual(await ask(blocked.user.email), await ask(aStranger()))
    await assertAlike(assert, [() => ask(user.email), () => ask(aStranger())])
  })

  for (const [kind, make] of [
    ['an older system', () => bcrypt('a secret of before', { cost: 12 })],
    ['other parameters', () => argon2('a secret of before', { memoryCost: 65_536, timeCost: 4, parallelism: 1 })],
  ] as const) {
    test(`nor by time while an account still has a slower hash of ${kind}`, async ({ client, assert }) => {
      const { user } = await createUser()
      const older = await createUser()
      await db
        .from('users')
        .where('id', older.user.id)
        .update({ password_hash: await make() })
      forgetSlowestRefusal()
      const ask = (email: string) => client.post('/api/v1/auth/login').json({ email, password: 'not the password' })
      try {
        await assertAlike(assert, [() => ask(older.user.email), () => ask(user.email), () => ask(aStranger())], 2)
      } finally {
        await db.from('users').where('id', older.user.id).delete()
        forgetSlowestRefusal()
      }
    })
  }

  test('a lost password: the same answer, page and time', async ({ client, assert }) => {
    const { user } = await createUser()
    const path = '/api/v1/auth/password-resets'
    const ask = (email: string) => answerOf(client, path, { email })
    assert.deepEqual(await ask(user.email), await ask(aStranger()))
    await assertAlike(assert, [() => ask(user.email), () => ask(aStranger())])

    const page = async (email: string) => {
      const visitor = new Visitor()
      await visitor.open('/reset-password')
      const { status, location } = await visitor.submit('/reset-password', { email })
      return { status, location, text: plain((await visitor.open('/reset-password')).text, email) }
    }
    assert.deepEqual(await page(user.email), await page(aStranger()))
  })

  test('a registration by page: the same answer, page and time; both are mailed, only one is new', async ({ assert }) => {
    const { user } = await createUser()
    const register = async (email: string) => {
      const visitor = new Visitor()
      await visitor.open('/sign-up')
      const { status, location } = await visitor.submit('/sign-up', { full_name: 'Anna K', email, password: 'walks along the canal' })
      const shown = plain((await visitor.open('/sign-up/check-mail')).text, email)
      const again = await visitor.submit('/sign-up/check-mail')
      return { status, location, shown, again: again.location, after: plain((await visitor.open('/sign-up/check-mail')).text, email) }
    }
    const fresh = aStranger()
    assert.deepEqual(await register(user.email), await register(fresh))

    const created = await db.from('users').where('email', fresh).firstOrFail()
    await deliverAccountMail(user.id)
    await deliverAccountMail(created.id)
    assert.include((await lettersTo(user.email))[0].subject, 'account already')
    assert.include((await lettersTo(fresh))[0].subject, 'Finish your registration')
    for (const password of ['walks along the canal', 'not the password']) {
      const visitors = await Promise.all([user.email, fresh, aStranger()].map((email) => refusedSignIn(email, password)))
      assert.equal(new Set(visitors).size, 1)
    }
    const submit = async (email: string) => {
      const visitor = new Visitor()
      await visitor.open('/sign-up')
      await visitor.submit('/sign-up', { full_name: 'Anna K', email, password: 'walks along the canal' })
    }
    await assertAlike(assert, [() => submit(user.email), () => submit(aStranger())], 5)
  })

  test('a confirmation asked for again by page: the same for an address that was taken', async ({ assert }) => {
    const { user } = await createUser({ isConfirmed: false })
    const ask = async (email: string) => {
      const visitor = new Visitor()
      await visitor.open('/sign-up')
      await visitor.submit('/sign-up', { full_name: 'Anna K', email, password: 'walks along the canal' })
      await visitor.open('/sign-up/check-mail')
      const answers = []
      for (let at = 0; at < 7; at += 1) answers.push((await visitor.submit('/sign-up/check-mail')).location)
      return { answers, text: plain((await visitor.open('/sign-up/check-mail')).text, email) }
    }
    assert.deepEqual(await ask(user.email), await ask(aStranger()))
  })
})

async function refusedSignIn(email: string, password: string) {
  const visitor = new Visitor()
  const { status, location } = await visitor.signIn(email, password)
  return JSON.stringify([status, location, plain((await visitor.open('/sign-in')).text, email)])
}
