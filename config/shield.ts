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
  // Every answer has it, not pages alone.
  hsts: { enabled: false },
  contentTypeSniffing: { enabled: true },
})
