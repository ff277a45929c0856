import type { Actor } from '#core/actor'
import type { Access } from '#core/rights'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who acts; a guest has no user id. Set by the identity middleware of the route's group. */
    actor: Actor
    /** What the actor may do; a guest may do nothing that needs a permission. */
    access: Access
  }
}
