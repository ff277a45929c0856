import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { KeptCount } from '#registry/discovery/catalogue/kept_count'

const change = () => db.rawQuery(`select nextval('registry_serial')`)

test.group('What is counted over the whole registry', () => {
  test('is counted anew with every change where that is quick, and not without one', async ({ assert }) => {
    let counted = 0
    const count = new KeptCount(() => Promise.resolve(++counted))
    assert.deepEqual([await count.get(), await count.get()], [1, 1])
    await change()
    assert.equal(await count.get(), 2)
  })

  test('is not waited for again where it takes long; of many first ones one counts', async ({ assert }) => {
    let counted = 0
    const count = new KeptCount(async () => {
      await wait(60)
      return ++counted
    })
    assert.deepEqual(await Promise.all([count.get(), count.get(), count.get()]), [1, 1, 1])
    await change()
    assert.equal(await count.get(), 1)
    assert.equal(counted, 1)
  })

  test('that fails is tried again by the next one', async ({ assert }) => {
    let counted = 0
    const count = new KeptCount(() => (counted++ ? Promise.resolve('right') : Promise.reject(new Error('The database is away'))))
    await assert.rejects(() => count.get(), /away/)
    assert.equal(await count.get(), 'right')
  })
})
