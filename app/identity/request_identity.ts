import { Bouncer } from '@adonisjs/bouncer'
import { GUEST_ACCESS, UserAccess, type RoleGrant } from '#identity/user_access'
import type { TokenGrant } from '#core/http/bearer_scheme'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

export type SignedIn = {
  user: User
  grants: RoleGrant[]
  preferredTenantId: string | null
  tokenId: string | null
  provedAt: number
  grant?: TokenGrant
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The authenticated user of the page or the token; null for guests. */
    user: User | null
    bouncer: Bouncer<User>
    /** When the user last proved who they are, in milliseconds; 0: not in this sign-in. */
    provedAt: number
  }
}

/** Tells the rest of the request who acts: `ctx.user`, `ctx.actor`, `ctx.access`, `ctx.bouncer`. */
export function identifyRequest(ctx: HttpContext, signedIn: SignedIn | null) {
  const access = signedIn ? new UserAccess(signedIn.grants, signedIn.preferredTenantId) : GUEST_ACCESS
  if (signedIn) signedIn.user.access = access
  ctx.user = signedIn?.user ?? null
  ctx.access = access
  ctx.provedAt = signedIn?.provedAt ?? 0
  ctx.actor = {
    kind: 'user',
    userId: ctx.user?.id ?? null,
    tenantId: access.tenantId,
    tokenId: signedIn?.tokenId ?? null,
    ip: ctx.request.ip(),
    requestId: ctx.request.id() ?? null,
    label: ctx.user?.email ?? null,
    ...(signedIn?.grant ? { grant: signedIn.grant } : {}),
    ...(signedIn && !signedIn.grant ? { endedAt: signedIn.user.sessionsValidAfter?.toMillis() ?? null } : {}),
  }
  ctx.bouncer = new Bouncer(() => ctx.user).setContainerResolver(ctx.containerResolver)
}
