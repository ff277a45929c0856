/** One line per domain, lowest tier first: what a domain serves is in its own `routes.ts`. */
import '#core/routes'
import '#registry/routes'
import '#catalog/routes'
import '#payments/routes'
import '#orders/routes'
import '#analytics/routes'
import '#notifications/routes'
