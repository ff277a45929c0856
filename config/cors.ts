import { defineConfig } from '@adonisjs/cors'
import type { HttpContext } from '@adonisjs/core/http'

/** What programs send to the API, beside what any form may. */
const HEADERS = new Set(['authorization', 'content-type', 'idempotency-key', 'if-none-match', 'accept', 'accept-language', 'x-request-id'])

/** Closed until the operator lists origins: `core.cors_origins`. Without cookies: programs prove themselves by token. */
export default defineConfig({
  enabled: true,
  origin: (_origin, ctx: HttpContext) => ctx.corsOrigins ?? false,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: (asked) => asked.filter((name) => HEADERS.has(name.trim().toLowerCase())).map((name) => name.toLowerCase()),
  exposeHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id', 'Idempotency-Replayed', 'Rialto-Serial'],
  credentials: false,
  maxAge: 600,
})
