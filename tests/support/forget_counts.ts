import env from '#start/env'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import redis from '@adonisjs/redis/services/main'
import { RequestLimits } from '#core/limits/request_limits'

/** Nothing was tried and nothing asked for yet: limits start anew. */
export async function forgetCounts(): Promise<void> {
  const requests = await app.container.make(RequestLimits)
  requests.clear()
  await db.rawQuery('truncate table rate_limits')
  if (env.get('LIMITER_STORE') === 'redis') await forgetInRedis()
}

/** Only counts: other tests keep jobs and more in the same Redis. Its names of keys carry the prefix that commands add. */
async function forgetInRedis() {
  const client = redis.connection('main').ioConnection
  const prefix = client.options.keyPrefix ?? ''
  const keys = await client.keys(`${prefix}requests:*`)
  if (keys.length > 0) await client.unlink(...keys.map((key) => key.slice(prefix.length)))
}
