import app from '@adonisjs/core/services/app'
import { configProvider } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { sparingStore } from '#core/sessions/sparing_store_config'
import type { SessionConfig, SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'

const HOUR_MS = 3_600_000
const CONFIG = { age: '12h' } as SessionConfig

/** As a request gets it: each has a store of its own. */
async function openStore() {
  const storeFor = await configProvider.resolve<SessionStoreFactory>(app, sparingStore({ tableName: 'sessions', gcProbability: 0 }))
  return storeFor!(new HttpContextFactory().create(), CONFIG) as SessionStoreWithTaggingContract
}

const expiryOf = async (id: string) => ((await db.from('sessions').where('id', id).first()) as { expires_at: Date }).expires_at.getTime()
const expireIn = (id: string, ms: number) =>
  db
    .from('sessions')
    .where('id', id)
    .update({ expires_at: new Date(Date.now() + ms) })

test.group('Sessions in the database', () => {
  async function begun() {
    const id = newId()
    const store = await openStore()
    await store.write(id, { cart: 7 })
    return id
  }

  test('what a request wrote the next one reads', async ({ assert }) => {
    const id = await begun()
    assert.deepEqual(await (await openStore()).read(id), { cart: 7 })
    assert.isNull(await (await openStore()).read(newId()))
  })

  test('a page costs no write while the session is fresh', async ({ assert }) => {
    const id = await begun()
    const before = await expiryOf(id)
    const store = await openStore()
    await store.read(id)
    await store.touch(id)
    assert.equal(await expiryOf(id), before)
  })

  test('a session in use lives on', async ({ assert }) => {
    const id = await begun()
    await expireIn(id, 11 * HOUR_MS)
    const store = await openStore()
    await store.read(id)
    await store.touch(id)
    assert.closeTo(await expiryOf(id), Date.now() + 12 * HOUR_MS, 60_000)
  })

  test('a session that nobody used for its whole life is over and gone', async ({ assert }) => {
    const id = await begun()
    await expireIn(id, -1)
    assert.isNull(await (await openStore()).read(id))
    assert.isNull(await db.from('sessions').where('id', id).first())
  })

  test('contents that belong to another session are no session', async ({ assert }) => {
    const [id, other] = [await begun(), await begun()]
    const { data } = (await db.from('sessions').where('id', other).first()) as { data: string }
    await db.from('sessions').where('id', id).update({ data })
    assert.isNull(await (await openStore()).read(id))
  })

  test('sessions are found by their user, and end together', async ({ assert }) => {
    const id = await begun()
    const store = await openStore()
    await store.tag(id, 'somebody')
    assert.deepEqual(await store.tagged('somebody'), [{ id, data: { cart: 7 } }])
    await store.untag(id, 'somebody')
    assert.deepEqual(await store.tagged('somebody'), [])
    await store.destroy(id)
    assert.isNull(await store.read(id))
  })
})
