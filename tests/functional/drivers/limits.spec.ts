import env from '#start/env'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { newId } from '#core/ids'

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
