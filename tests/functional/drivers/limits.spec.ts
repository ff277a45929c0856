import env from '#start/env'
import redis from '@adonisjs/redis/services/main'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { DatabaseWindow } from '#core/limits/database_window'
import { AttemptWindows, databaseAttempts, memoryAttempts, redisAttempts } from '#core/limits/attempt_windows'
import { RequestLimits, sharedWindow } from '#core/limits/request_limits'

const stores = ['memory', 'database', ...(env.get('REDIS_URL') ? ['redis'] : [])] as ('memory' | 'database' | 'redis')[]

const attemptStores: Record<string, () => AttemptWindows> = {
  memory: () => new AttemptWindows(memoryAttempts),
  database: () => new AttemptWindows(databaseAttempts),
  redis: () => new AttemptWindows((windowMs) => redisAttempts(redis.connection('main').ioConnection, windowMs)),
}

for (const name of stores) {
  test.group(`Attempts counted in ${name}`, () => {
    const open = () => attemptStores[name]().of(3_600_000)

    test('each key has its own limit, and those asked together are counted together', async ({ assert }) => {
      const window = open()
      const [few, many, other] = [newId(), newId(), newId()]
      const asked = [
        { key: many, limit: 4 },
        { key: few, limit: 2 },
      ]
      const verdicts = []
      for (let at = 0; at < 5; at++) verdicts.push((await window.takeAll(asked)).map(({ isAllowed }) => isAllowed))
      assert.deepEqual(verdicts, [
        [true, true],
        [true, true],
        [true, false],
        [true, false],
        [false, false],
      ])
      const [{ isAllowed, remaining }] = await window.takeAll([{ key: other, limit: 2 }])
      assert.isTrue(isAllowed)
      assert.equal(remaining, 1)
    })

    test('of fifty at once exactly five pass, and those who ask for many in different orders do not wait for each other', async ({
      assert,
    }) => {
      const window = open()
      const [a, b] = [newId(), newId()]
      const both = [
        { key: a, limit: 5 },
        { key: b, limit: 50 },
      ]
      const verdicts = await Promise.all(Array.from({ length: 50 }, (_, at) => window.takeAll(at % 2 ? both : both.toReversed())))
      const ofA = verdicts.map((pair, at) => pair[at % 2 ? 0 : 1])
      assert.lengthOf(
        ofA.filter(({ isAllowed }) => isAllowed),
        5
      )
      assert.lengthOf(
        verdicts.filter((pair, at) => pair[at % 2 ? 1 : 0].isAllowed),
        50
      )
    })

    test('many who are refused by all of their limits at once, whatever the order, are refused and no more', async ({ assert }) => {
      const window = open()
      const keys = Array.from({ length: 6 }, () => newId())
      const asked = keys.map((key) => ({ key, limit: 2 }))
      // Where they are kept they stand in another order than by name.
      for (const one of asked.toSorted((a, b) => b.key.localeCompare(a.key))) await window.takeAll([one])
      const verdicts = await Promise.all(
        Array.from({ length: 120 }, (_, at) => window.takeAll(asked.toSorted((a, b) => (at % 2 ? 1 : -1) * a.key.localeCompare(b.key))))
      )
      assert.lengthOf(
        verdicts.flat().filter(({ isAllowed }) => isAllowed),
        6
      )
    })

    test('who is refused hears when to come again, and is not counted for asking', async ({ assert }) => {
      const window = open()
      const key = newId()
      await window.takeAll([{ key, limit: 1 }])
      for (let at = 0; at < 9; at++) await window.takeAll([{ key, limit: 1 }])
      const [{ isAllowed, waitSeconds }] = await window.takeAll([{ key, limit: 1 }])
      assert.isFalse(isAllowed)
      assert.isAtLeast(waitSeconds, 1)
      assert.isAtMost(waitSeconds, 7_200)
      const [next] = await window.takeAll([{ key, limit: 2 }])
      assert.isTrue(next.isAllowed)
    })

    test('a forgotten key starts anew, the others stay', async ({ assert }) => {
      const window = open()
      const [key, other] = [newId(), newId()]
      for (const each of [key, other]) await window.takeAll([{ key: each, limit: 1 }])
      await window.forget([key])
      const verdicts = await window.takeAll([key, other].map((each) => ({ key: each, limit: 1 })))
      assert.deepEqual(
        verdicts.map(({ isAllowed }) => isAllowed),
        [true, false]
      )
    })

    test('windows of different lengths do not see each other', async ({ assert }) => {
      const windows = attemptStores[name]()
      const key = newId()
      await windows.of(3_600_000).takeAll([{ key, limit: 1 }])
      assert.isTrue((await windows.of(900_000).takeAll([{ key, limit: 1 }]))[0].isAllowed)
    })
  })
}

test.group('Attempts in the database', () => {
  const HOUR_MS = 3_600_000

  test('the window slides: what lies an hour and a half back counts half', async ({ assert }) => {
    const window = new DatabaseWindow(HOUR_MS)
    const key = newId()
    const start = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
    const take = async (now: number) => (await window.takeAll([{ key, limit: 10 }], now))[0].isAllowed
    for (let at = 0; at < 10; at++) assert.isTrue(await take(start))
    assert.isFalse(await take(start + HOUR_MS - 1))
    const later: boolean[] = []
    for (let at = 0; at < 7; at++) later.push(await take(start + 1.5 * HOUR_MS))
    assert.deepEqual(later, [true, true, true, true, true, false, false])
    assert.isTrue(await take(start + 2.7 * HOUR_MS))
  })
})

const connected = async () => {
  const client = redis.connection('main').ioConnection
  await client.ping()
  return sharedWindow(client)
}

test.group('Requests counted', () => {
  test('by processes that share Redis: of fifty at once exactly five pass, and each is told the same', async ({ assert }) => {
    const processes = [new RequestLimits(await connected()), new RequestLimits(await connected())]
    const key = newId()
    const verdicts = await Promise.all(Array.from({ length: 50 }, (_, at) => processes[at % 2].take(key, 5)))
    assert.lengthOf(
      verdicts.filter(({ isAllowed }) => isAllowed),
      5
    )
    assert.isFalse((await processes[0].take(key, 5)).isAllowed)
    assert.isTrue((await processes[0].take(newId(), 5)).isAllowed)
  }).skip(!env.get('REDIS_URL'), 'REDIS_URL names none')

  test('by each process for itself while Redis is away: nobody waits, the limit holds', async ({ assert }) => {
    const broken = { status: 'ready', eval: () => Promise.reject(new Error('gone')) }
    const absent = { status: 'reconnecting', eval: () => new Promise<never>(() => {}) }
    for (const client of [broken, absent]) {
      const limits = new RequestLimits(sharedWindow(client))
      assert.isTrue((await limits.take('somebody', 1)).isAllowed)
      assert.isFalse((await limits.take('somebody', 1)).isAllowed)
    }
  })
})
