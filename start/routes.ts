import router from '@adonisjs/core/services/router'

router.get('/ping', ({ response }) => response.json({ status: 'ok' })).as('ping')

/** One line per domain, lowest tier first: what a domain serves is in its own `routes.ts`. */
