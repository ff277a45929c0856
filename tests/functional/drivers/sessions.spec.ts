import app from '@adonisjs/core/services/app'
import env from '#start/env'
import sessionConfig from '#config/session'
import { configProvider } from '@adonisjs/core'
import { stores } from '@adonisjs/session'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import type { SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'

const providers = [
  ['PostgreSQL', stores.database({ tableName: 'sessions' })],
  ...(env.get('REDIS_URL') ? ([['Redis', stores.redis({ connection: 'main' })]] as const) : []),
] as const

for (const [name, provider] of providers) {
  test.group(`Sessions in ${name}`, () => {
    const open = async () => {
      const factory = (await configProvider.resolve<SessionStoreFactory>(app, provider))!
      const config = (await configProvider.resolve<never>(app, sessionConfig as never))!
      return factory({} as never, config) as SessionStoreWithTaggingContract
    }

    test('what was written is read, by whoever has the id, until it is destroyed', async ({ assert }) => {
      const store = await open()
      const id = newId()
      assert.isNull(await store.read(id))
      await store.write(id, { name: 'ёж', count: 2 })
      const elsewhere = await open()
      assert.deepEqual(await elsewhere.read(id), { name: 'ёж', count: 2 })
      await store.destroy(id)
      assert.isNull(await elsewhere.read(id))
    })

    test('all sessions of one user can be found and ended', async ({ assert }) => {
      const store = await open()
      const [user, other] = [newId(), newId()]
      const ids = [newId(), newId(), newId()]
      for (const id of ids) await store.write(id, { id })
      await store.tag(ids[0], user)
      await store.tag(ids[1], user)
      await store.tag(ids[2], other)
      const tagged = await store.tagged(user)
      assert.sameMembers(
        tagged.map((session) => session.id),
        ids.slice(0, 2)
      )
    })
  })
}
