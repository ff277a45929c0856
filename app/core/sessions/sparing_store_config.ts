import { configProvider } from '@adonisjs/core'
import string from '@adonisjs/core/helpers/string'
import { stores } from '@adonisjs/session'
import type { SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'

/** For `config/session.ts`: `stores.database` behind a SparingStore. */
export const sparingStore = (options: Parameters<typeof stores.database>[0]) =>
  configProvider.create<SessionStoreFactory>(async (app) => {
    const [{ SparingStore }, rowsFor] = await Promise.all([
      import('#core/sessions/sparing_store'),
      configProvider.resolve<SessionStoreFactory>(app, stores.database(options)),
    ])
    return (ctx, config) =>
      new SparingStore(rowsFor!(ctx, config) as SessionStoreWithTaggingContract, string.milliseconds.parse(config.age))
  })
