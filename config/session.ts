import env from '#start/env'
import { hostCookieName } from '#core/http/secure_cookie'
import { sparingStore } from '#core/sessions/sparing_store_config'
import { defineConfig, stores } from '@adonisjs/session'

/** Server-side only: a copied cookie dies with the sign-out. */
export default defineConfig({
  enabled: true,
  cookieName: hostCookieName('rialto_session', env.get('APP_URL')),
  clearWithBrowser: false,
  age: '12h',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: env.get('APP_URL').startsWith('https:'),
    sameSite: 'lax',
  },
  store: env.get('NODE_ENV') === 'test' ? 'memory' : (env.get('SESSION_STORE') ?? 'database'),
  stores: {
    database: sparingStore({ tableName: 'sessions' }),
    redis: stores.redis({ connection: 'main' }),
  },
})
