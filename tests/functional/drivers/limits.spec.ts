import env from '#start/env'
import redis from '@adonisjs/redis/services/main'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { RequestLimits, sharedWindow } from '#core/limits/request_limits'

const stores = ['memory', 'database', ...(env.get('REDIS_URL') ? ['redis'] : [])] as ('memory' | 'database' | 'redis')[]

for (const name of stores) {
  test.group(`Limits in ${name}`, () => {
    const make = () => limiter.use(name, { requests: 5, duration: '1 minute' })

    test('the limit holds for one key and leaves the others alone', async ({ assert }) => {
      const limit = make()
      const [key, other] = [newId(), newId()]
      for (let at = 4; at >= 0; at--) assert.equal((await limit.consume(key)).remaining, at)
      await assert.rejects(() => limit.consume(key), /Too many requests/)
      assert.equal((await limit.consume(other)).remaining, 4)
      assert.equal(await limit.remaining(key), 0)
    })

    test('of fifty at once exactly five pass', async ({ assert }) => {
      const limit = make()
      const key = newId()
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => limit.consume(key)))
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5)
    })

    test('a forgiven key starts anew, a blocked one waits', async ({ assert }) => {
      const limit = make()
      const key = newId()
      await limit.consume(key)
      await limit.delete(key)
      assert.equal((await limit.consume(key)).remaining, 4)
      await limit.block(key, '1 minute')
      assert.isTrue(await limit.isBlocked(key))
      await assert.rejects(() => limit.consume(key))
    })
  })
}

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
