import env from '#start/env'
import { PAGE_POLICY } from '#core/http/page_policy'
import { defineConfig } from '@adonisjs/shield'

export default defineConfig({
  csp: {
    enabled: true,
    directives: PAGE_POLICY,
    reportOnly: false,
  },
  csrf: {
    enabled: true,
    exceptRoutes: [],
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: env.get('APP_URL').startsWith('https:'), maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
})
