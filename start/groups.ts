import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { openToAll } from '#core/http/route_guards'
import type { Permission } from '#core/rights'

export type PanelName = 'operator' | 'moderator' | 'seller' | 'publisher' | 'analyst' | 'support' | 'trader' | 'account'

/** Session, headers, CSRF, language, the signed-in user and the page frame: for everything a browser opens. */
const web = () => [
  middleware.session(),
  middleware.locale(),
  middleware.shield(),
  middleware.initializeAuth(),
  middleware.webIdentity(),
  middleware.pageShell(),
]

/** Pages anyone may open: the shop, sign-in. */
export const publicPages = (define: () => void) => openToAll(router.group(define).use(web()))

/** A panel: its own prefix and route names, signed-in users with its permission only. */
export const panel = (name: PanelName, permission: Permission | null, define: () => void) =>
  router
    .group(define)
    .prefix(name)
    .as(name)
    .use([...web(), middleware.auth(), middleware.panel({ permission })])

const program = () => [middleware.apiIdentity(), middleware.apiRateLimit(), middleware.apiQuota(), middleware.registrySerial()]

/** The JSON API under /api/v1: no session; a bearer token where one is sent, `middleware.apiAuth()` where one is needed. */
export const api = (define: () => void) => router.group(define).prefix('api/v1').as('api').use(program())

/** The few operations that clients know at the root as well: the same doors, by `isApiPath` as much the API as those under /api/v1. */
export const apiAtRoot = (define: () => void) => router.group(define).as('api.root').use(program())
