import { inject } from '@adonisjs/core'
import { runInTenant } from '#core/tenant_scope'
import { PROVED_AT_KEY, TENANT_SESSION_KEY } from '#identity/session_keys'
import { identifyRequest } from '#identity/request_identity'
import { SignInRemembered } from '#identity/devices/sign_in_remembered'
import { noteSeen } from '#identity/sessions/panel_sign_ins'
import { isOutdated } from '#identity/start_session'
import type User from '#identity/models/user'
import type { RoleGrant } from '#identity/user_access'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Who the session belongs to, in which tenant. Guests pass. */
@inject()
export default class WebIdentityMiddleware {
  constructor(private readonly signInRemembered: SignInRemembered) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const user = await this.#signedIn(ctx)
    const preferredTenantId = (ctx.session.get(TENANT_SESSION_KEY) as string | undefined) ?? user?.lastTenantId ?? null
    identifyRequest(
      ctx,
      user && {
        user,
        grants: user.$extras.grants as RoleGrant[],
        preferredTenantId,
        tokenId: null,
        provedAt: Number(ctx.session.get(PROVED_AT_KEY, 0)),
      }
    )
    ctx.view.share({ user: ctx.user, access: ctx.access, ...ctx.bouncer.edgeHelpers })
    // Somebody else may sit at the browser next, or be served by the same proxy; a guest's page has a session and its form's token.
    // What strangers' code answers says more strictly for itself.
    if (user) ctx.response.header('Cache-Control', 'private, no-store')
    else if (!ctx.response.getHeader('cache-control')) ctx.response.header('Cache-Control', 'private, no-cache')
    if (user) await noteSeen(ctx, user)
    return runInTenant(ctx.access.tenantId, () => next())
  }

  async #signedIn(ctx: HttpContext): Promise<User | null> {
    await ctx.auth.check()
    const user = ctx.auth.user ?? null
    if (user && !isOutdated(ctx, user)) return user
    if (user) await ctx.auth.use('web').logout()
    return this.signInRemembered.handle(ctx)
  }
}
