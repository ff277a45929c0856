import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/http/exception_handler'))

/** For every request: nothing here may cost more than a few microseconds. */
server.use([
  () => import('#core/middleware/answer_headers_middleware'),
  () => import('#core/middleware/cors_middleware'),
  () => import('#core/middleware/assets_middleware'),
  () => import('#core/middleware/container_bindings_middleware'),
  () => import('#core/metrics/http_metrics_middleware'),
])

router.use([
  () => import('#identity/middleware/api_address_limit_middleware'),
  () => import('#core/middleware/body_middleware'),
  () => import('#registry/takedowns/hidden_blob_middleware'),
])

/** Applied by group: `web` to pages, `api` to programs; webhooks and health routes take neither. */
export const middleware = router.named({
  session: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
  initializeAuth: () => import('@adonisjs/auth/initialize_auth_middleware'),
  /** Language of the page: user's choice, cookie, Accept-Language. */
  locale: () => import('#core/middleware/locale_middleware'),
  /** Fills `ctx.actor` and `ctx.access` from the session; guests pass. */
  webIdentity: () => import('#identity/middleware/web_identity_middleware'),
  /** Fills `ctx.actor` and `ctx.access` from a bearer token; guests pass. */
  apiIdentity: () => import('#identity/middleware/api_identity_middleware'),
  auth: () => import('#identity/middleware/auth_middleware'),
  apiAuth: () => import('#identity/middleware/api_auth_middleware'),
  panel: () => import('#identity/middleware/panel_middleware'),
  /** Dangerous acts: the proof of who one is must be fresh; after `auth` or `apiAuth`. */
  stepUp: () => import('#identity/step_up/step_up_middleware'),
  /** Lets a page listen only to channels it may know of. */
  liveChannel: () => import('#core/middleware/live_channel_middleware'),
  /** Closes a connection that stays open when the sign-in behind it ends. */
  liveConnection: () => import('#identity/middleware/live_connection_middleware'),
  /** Gives views the frame around the page: menu, theme, user. */
  pageShell: () => import('#core/middleware/page_shell_middleware'),
  /** Counts requests per user and program's token; on pages also per address, which the API counts before reading the body. */
  apiRateLimit: () => import('#identity/middleware/api_rate_limit_middleware'),
  /** Counts API calls against the plan of the company they are made for; comes after the identity. */
  apiQuota: () => import('#tenancy/quotas/api_quota_middleware'),
  /** Says how far an answer of the registry has come, and waits for who demands more; comes after the limit, as it may wait. */
  registrySerial: () => import('#registry/serial/serial_middleware'),
  /** Answers a repeated POST with the first answer; comes after the identity. */
  idempotency: () => import('#core/middleware/idempotency_middleware'),
})
