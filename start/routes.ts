/** One line per domain, lowest tier first: what a domain serves is in its own `routes.ts`. */
import '#core/routes'
import '#payments/routes'
