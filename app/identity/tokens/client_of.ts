import type { HttpRequest } from '@adonisjs/core/http'

/** What a client shows of itself; a repeated refresh is only believed to the same user agent. */
export const clientOf = (request: HttpRequest) => ({
  ip: request.ip(),
  userAgent: request.header('user-agent')?.slice(0, 300) ?? null,
})
