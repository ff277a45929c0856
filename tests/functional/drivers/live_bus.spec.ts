import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { redis } from '@boringnode/bus/transports/redis'
import { test } from '@japa/runner'
import { LiveBus } from '#core/live/live_bus'
import { PgBus } from '#core/live/pg_bus'
import { waitFor } from '#tests/support/wait_for'
import type { Transport } from '@boringnode/bus/types/main'

const redisUrl = env.get('REDIS_URL')
const transports: [string, () => Transport][] = [['PostgreSQL', () => new PgBus(env.get('DATABASE_URL'))]]
if (redisUrl) transports.push(['Redis', () => redis({ host: new URL(redisUrl).hostname, port: Number(new URL(redisUrl).port) })()])

for (const [name, create] of transports) {
  test.group(`Live bus on ${name}`, (group) => {
    let [here, there] = [] as unknown as [LiveBus, LiveBus]
    group.each.setup(() => {
      here = new LiveBus(create())
      there = new LiveBus(create())
      return async () => {
        await here.close()
        await there.close()
      }
    })

    test('a nudge reaches this process and the other one, once each', async ({ assert }) => {
      const heard: string[] = []
      await here.subscribe('contract', () => heard.push('here'))
      await there.subscribe('contract', () => heard.push('there'))
      await here.publish('contract', { text: 'ёж' })
      await waitFor('both', () => heard.length === 2)
      assert.sameMembers(heard, ['here', 'there'])
    })

    test('a payload larger than a notification arrives whole', async ({ assert }) => {
      const text = 'ё'.repeat(20_000)
      const heard: string[] = []
      await there.subscribe<{ text: string }>('contract', (payload) => heard.push(payload.text))
      await here.publish('contract', { text })
      await waitFor('the payload', () => heard.length === 1)
      assert.equal(heard[0], text)
    })

    test('channels do not mix', async ({ assert }) => {
      const heard: string[] = []
      await there.subscribe('contract.a', () => heard.push('a'))
      await there.subscribe('contract.b', () => heard.push('b'))
      await here.publish('contract.a')
      await here.publish('contract.b')
      await waitFor('both', () => heard.length === 2)
      assert.deepEqual(heard, ['a', 'b'])
    })
  })
}

test.group('Live bus after a lost connection', () => {
  test('listens again, and says that nudges may have been missed', async ({ assert, cleanup }) => {
    const [here, there] = [new LiveBus(new PgBus(env.get('DATABASE_URL'))), new LiveBus(new PgBus(env.get('DATABASE_URL')))]
    cleanup(async () => {
      await here.close()
      await there.close()
    })
    let missed = 0
    const heard: unknown[] = []
    there.onReconnect(() => missed++)
    await there.subscribe('contract', (payload) => heard.push(payload))
    await db.rawQuery(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rialto-bus'`)
    await waitFor('the new connection', () => missed > 0)
    await waitFor('a nudge', async () => {
      await here.publish('contract').catch(() => {})
      return heard.length > 0
    })
    assert.isAtLeast(heard.length, 1)
  })
})
