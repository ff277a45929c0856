import app from '@adonisjs/core/services/app'
import cache from '@adonisjs/cache/services/main'
import cacheConfig from '#config/cache'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { waitFor } from '#tests/support/wait_for'
import type { ConfigProvider } from '@adonisjs/core/types'

type ConfiguredStore = { entry(): ConfigProvider<unknown> }

/** A second process, as far as the cache can tell: its own memory, the same store and bus. It is not disconnected: its driver would close our database. */
async function elsewhere(): Promise<typeof cache> {
  const { shared } = cacheConfig.stores as unknown as Record<string, ConfiguredStore>
  const Manager = cache.constructor as new (config: object) => typeof cache
  return new Manager({ default: 'shared', stores: { shared: await shared.entry().resolver(app) } })
}

test.group('Cache', () => {
  test('a value is computed once by however many ask', async ({ assert }) => {
    const key = newId()
    let computed = 0
    const ask = () => cache.getOrSet({ key, factory: async () => ({ computed: ++computed }), ttl: '1m' })
    const answers = await Promise.all(Array.from({ length: 20 }, ask))
    assert.equal(computed, 1)
    assert.isTrue(answers.every((answer) => answer.computed === 1))
  })

  test('a deleted value is gone from the memory of the other process as well', async ({ assert }) => {
    const other = await elsewhere()
    // Its bus connects in the background: until it has, a delete is not heard there.
    await waitFor('the other process to forget', async () => {
      const key = newId()
      await cache.set({ key, value: 'old', ttl: '1m' })
      assert.equal(await other.get({ key }), 'old')
      await cache.delete({ key })
      await new Promise((resolve) => setImmediate(resolve))
      return (await other.get({ key })) === undefined
    })
  })
})
