import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetSlowestRefusal } from '#identity/passwords/even_time'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo } from '#tests/support/account_mail'
import type { ApiClient } from '@japa/api-client'

const ROUNDS = 15

const aStranger = () => `nobody-${newId()}@example.test`
const median = (times: number[]) => times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)]
async function timeOf(act: () => PromiseLike<unknown>) {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** Medians of both, taken turn and turn about, so that a busy machine is as slow for one as for the other. */
async function compareTimes(known: () => PromiseLike<unknown>, unknown: () => PromiseLike<unknown>) {
  const times = { known: [] as number[], unknown: [] as number[] }
  await known()
  await unknown()
  for (let at = 0; at < ROUNDS; at += 1) {
    await limiter.clear()
    times.known.push(await timeOf(known))
    times.unknown.push(await timeOf(unknown))
  }
  return { known: median(times.known), unknown: median(times.unknown) }
}

/** Telling them apart needs a difference that stands out of the work both do; half as much again is far below the missing hash. */
function assertAlike(
  assert: { isBelow(value: number, limit: number, message?: string): void },
  { known, unknown }: { known: number; unknown: number }
) {
  const [low, high] = [known, unknown].sort((left, right) => left - right)
  assert.isBelow(high, low * 1.5 + 10, `known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`)
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
  group.each.setup(() => limiter.clear())

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
    assertAlike(
      assert,
      await compareTimes(
        () => ask(user.email),
        () => ask(aStranger())
      )
    )
  })

  test('nor by time while an account still has a slower hash of an older system', async ({ client, assert }) => {
    const { user } = await createUser()
    const older = await createUser()
    await db
      .from('users')
      .where('id', older.user.id)
      .update({ password_hash: await bcrypt('a secret of before', { cost: 12 }) })
    forgetSlowestRefusal()
    const ask = (email: string) => client.post('/api/v1/auth/login').json({ email, password: 'not the password' })
    try {
      const [slow, quick, nobody] = [[], [], []] as number[][]
      for (let at = 0; at < 3; at += 1) {
        slow.push(await timeOf(() => ask(older.user.email)))
        quick.push(await timeOf(() => ask(user.email)))
        nobody.push(await timeOf(() => ask(aStranger())))
      }
      assertAlike(assert, { known: median(slow), unknown: median(nobody) })
      assertAlike(assert, { known: median(quick), unknown: median(nobody) })
    } finally {
      await db.from('users').where('id', older.user.id).delete()
      forgetSlowestRefusal()
    }
  })

  test('a lost password: the same answer, page and time', async ({ client, assert }) => {
    const { user } = await createUser()
    const path = '/api/v1/auth/password-resets'
    const ask = (email: string) => answerOf(client, path, { email })
    assert.deepEqual(await ask(user.email), await ask(aStranger()))
    assertAlike(
      assert,
      await compareTimes(
        () => ask(user.email),
        () => ask(aStranger())
      )
    )

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
      return timeOf(() => visitor.submit('/sign-up', { full_name: 'Anna K', email, password: 'walks along the canal' }))
    }
    const [known, unknown] = [[], []] as number[][]
    for (let at = 0; at < 5; at += 1) {
      known.push(await submit(user.email))
      unknown.push(await submit(aStranger()))
    }
    assertAlike(assert, { known: median(known), unknown: median(unknown) })
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
