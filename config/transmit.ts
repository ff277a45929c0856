import env from '#start/env'
import { PgBus } from '#core/live/pg_bus'
import { defineConfig } from '@adonisjs/transmit'
import { redis } from '@adonisjs/transmit/transports/redis'

const redisUrl = new URL(env.get('REDIS_URL') ?? 'redis://127.0.0.1:6379')

export default defineConfig({
  pingInterval: '25s',
  transport: {
    driver:
      env.get('LIVE_TRANSPORT') === 'redis'
        ? redis({ host: redisUrl.hostname, port: Number(redisUrl.port || 6379), password: redisUrl.password || undefined })
        : () => new PgBus(env.get('DATABASE_URL')),
    channel: 'transmit::broadcast',
  },
})
