import { Forbidden } from '#core/http/exceptions'
import { EmailNotConfirmed } from '#identity/exceptions'
import { SecondFactorRequired } from '#identity/second_factor/exceptions'
import type { Permission } from '#core/rights'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** The door of a panel. Each page inside still asks its own policy. */
export default class PanelMiddleware {
  handle(ctx: HttpContext, next: NextFn, { permission }: { permission: Permission | null }) {
    if (permission && ctx.user?.isHeldBack) throw new EmailNotConfirmed()
    if (permission && !ctx.access.can(permission)) throw ctx.user?.withheldRoles.length ? new SecondFactorRequired() : new Forbidden()
    return next()
  }
}
