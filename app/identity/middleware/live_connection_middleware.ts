import { inject } from '@adonisjs/core'
import { SIGNED_IN_AT_KEY } from '#identity/session_keys'
import { LiveConnections } from '#identity/live/live_connections'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Before a route that keeps its connection open: it closes once the sign-in behind it ends. Guests' have none. */
@inject()
export default class LiveConnectionMiddleware {
  constructor(private readonly connections: LiveConnections) {}

  async handle({ user, session, request, response }: HttpContext, next: NextFn) {
    if (user && request.method() === 'GET') {
      const signedInAt = Number(session.get(SIGNED_IN_AT_KEY, 0))
      await this.connections.add({ userId: user.id, signInId: user.signInId, signedInAt, response: response.response })
      if (response.response.destroyed) return
    }
    return next()
  }
}
