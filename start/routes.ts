/** One line per domain, lowest tier first: what a domain serves is in its own `routes.ts`. */
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { OPEN_ROUTES } from '#start/open_routes'
import { assertGuarded } from '#core/http/route_guards'
import '#core/routes'
import '#core/http/openapi/routes'
import '#core/four_eyes/routes'
import '#core/tables/views/routes'
import '#identity/routes'
import '#identity/users/routes'
import '#identity/roles/routes'
import '#identity/blocks/routes'
import '#identity/factor_routes'
import '#identity/providers/routes'
import '#tenancy/routes'
import '#tenancy/audit/routes'
import '#tenancy/api_routes'
import '#tenancy/verification_routes'
import '#tenancy/operator_routes'
import '#runtime/routes'
import '#ledger/routes'
import '#registry/routes'
import '#registry/trust_routes'
import '#catalog/routes'
import '#payments/routes'
import '#orders/routes'
import '#moderation/routes'
import '#search/routes'
import '#analytics/routes'
import '#notifications/routes'

// A door nobody thought about stops whoever built it, in development and tests; what runs already is not stopped for it.
// Once the server committed its routes: committed any earlier, those that tests add would not be served.
if (!app.inProduction) {
  app.ready(() => assertGuarded(Object.values(router.toJSON()).flat(), OPEN_ROUTES))
}
