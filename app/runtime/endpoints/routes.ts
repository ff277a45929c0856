import router from '@adonisjs/core/services/router'
import { readsOwnBody } from '#core/http/own_body'

const Endpoints = () => import('#runtime/endpoints/controllers/endpoints_controller')

/** No group: neither session nor CSRF token nor frame. What comes in and goes out is decided in one place. */
router.any('p/:tenant/:plugin', [Endpoints, 'handle']).as('plugin_endpoints.root')
router.any('p/:tenant/:plugin/*', [Endpoints, 'handle']).as('plugin_endpoints.handle')
readsOwnBody('plugin_endpoints.root')
readsOwnBody('plugin_endpoints.handle')
