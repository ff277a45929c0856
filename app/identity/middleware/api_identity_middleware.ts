import { inject } from '@adonisjs/core'
import { findBearerScheme } from '#core/modules'
import { findOperation } from '#core/http/openapi/operation'
import { runInTenant } from '#core/tenant_scope'
import { InsufficientScope, InvalidToken } from '#identity/exceptions'
import { confineGrants } from '#identity/service_tokens/confine_grants'
import { findIdentity } from '#identity/queries/find_identity'
import { identifyRequest, type SignedIn } from '#identity/request_identity'
import { AccessTokens } from '#identity/tokens/access_tokens'
import { isAccepted, surfaceOf } from '#identity/tokens/surfaces'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { BearerScheme } from '#core/http/bearer_scheme'

const BEARER = /^Bearer +(\S+)$/i

/** Who the bearer token belongs to. Guests pass; a token that is sent must be good, also where none is needed. */
@inject()
export default class ApiIdentityMiddleware {
  constructor(private readonly tokens: AccessTokens) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const header = ctx.request.header('authorization')
    identifyRequest(ctx, header ? await this.#identified(ctx, header) : null)
    // Unless the route knows better: its answer may be the same for everybody.
    if (ctx.user) ctx.response.header('Cache-Control', 'private, no-store')
    return runInTenant(ctx.access.tenantId, () => next())
  }

  async #identified(ctx: HttpContext, header: string): Promise<SignedIn | null> {
    const token = BEARER.exec(header)?.[1] ?? ''
    const scheme = findBearerScheme(token)
    const signedIn = scheme ? await this.#program(ctx, token, scheme) : await this.#person(ctx, token)
    if (!signedIn) {
      ctx.response.header('WWW-Authenticate', 'Bearer error="invalid_token"')
      throw new InvalidToken()
    }
    return signedIn.grant ? withinScope(ctx, signedIn) : signedIn
  }

  /** A token given out for one surface is nobody's on another. */
  async #person(ctx: HttpContext, token: string): Promise<SignedIn | null> {
    const claims = await this.tokens.verify(token)
    if (!claims || !isAccepted(claims.aud, surfaceOf(ctx.route!.pattern))) return null
    const identity = await findIdentity(claims.sub, claims.sid)
    const isMember = !claims.tenant_id || identity?.grants.some((grant) => grant.tenant_id === claims.tenant_id)
    return identity && isMember ? { ...identity, preferredTenantId: claims.tenant_id, tokenId: claims.sid } : null
  }

  /** A blocked owner, or one who left the company the token was made in, leaves it worth nothing from the next request on. */
  async #program(ctx: HttpContext, token: string, scheme: BearerScheme): Promise<SignedIn | null> {
    const operation = findOperation(ctx.route?.name)?.id ?? ''
    const found = await scheme.identify(token, { ip: ctx.request.ip(), operation })
    const identity = found && (await findIdentity(found.userId))
    if (!found || !identity) return null
    const grants = found.isConfined ? confineGrants(identity.grants, found.tenantId) : identity.grants
    const isMember = !found.tenantId || grants.some((grant) => grant.tenant_id === found.tenantId && grant.role !== null)
    if (!isMember) return null
    return { user: identity.user, grants, preferredTenantId: found.tenantId, tokenId: found.grant.tokenId, grant: found.grant, provedAt: 0 }
  }
}

/** What does not name scopes takes no program's token; where everybody may, its bearer is one of everybody. */
function withinScope(ctx: HttpContext, signedIn: SignedIn): SignedIn | null {
  const operation = findOperation(ctx.route?.name)
  if (operation?.tokenScopes?.some((scope) => signedIn.grant?.scopes.includes(scope))) return signedIn
  if (operation?.roles.includes('public') && !operation.tokenScopes) return null
  ctx.response.header('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${operation?.tokenScopes?.join(' ') ?? ''}"`)
  throw new InsufficientScope()
}
