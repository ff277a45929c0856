import env from '#start/env'
import { PgBus } from '#core/live/pg_bus'
import { configProvider } from '@adonisjs/core'
import { defineConfig, drivers, store } from '@adonisjs/cache'
import type { InferStores } from '@adonisjs/cache/types'

const memory = () => store().useL1Layer(drivers.memory({ maxSize: '20mb' }))

/** LISTEN/NOTIFY tells the other processes to drop their copy; without a bus they would serve it until it expires. */
const pgBus = configProvider.create(async () => ({
  options: {},
  factory: () => new PgBus(env.get('DATABASE_URL')),
}))

const onDatabase = () =>
  memory()
    .useL2Layer(drivers.database({ connectionName: 'pg', autoCreateTable: false, tableName: 'cache' }))
    .useBus(pgBus)

/** Built only when chosen: a declared Redis store connects at boot. */
const onRedis = () =>
  memory()
    .useL2Layer(drivers.redis({ connectionName: 'main' }))
    .useBus(drivers.redisBus({ connectionName: 'main' }))

const cacheConfig = defineConfig({
  default: 'shared',
  stores: { shared: env.get('CACHE_STORE') === 'redis' ? onRedis() : onDatabase() },
})

export default cacheConfig

declare module '@adonisjs/cache/types' {
  interface CacheStores extends InferStores<typeof cacheConfig> {}
}
