import { inject } from '@adonisjs/core'
import { runInTenant } from '#core/tenant_scope'
import { InvalidToken } from '#identity/exceptions'
import { findIdentity } from '#identity/queries/find_identity'
import { identifyRequest } from '#identity/request_identity'
import { AccessTokens } from '#identity/tokens/access_tokens'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const BEARER = /^Bearer +(\S+)$/i

/** Who the bearer token belongs to. Guests pass; a token that is sent must be good, also where none is needed. */
@inject()
export default class ApiIdentityMiddleware {
  constructor(private readonly tokens: AccessTokens) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const header = ctx.request.header('authorization')
    identifyRequest(ctx, header ? await this.#signedIn(ctx, header) : null)
    return runInTenant(ctx.access.tenantId, () => next())
  }

  async #signedIn(ctx: HttpContext, header: string) {
    const claims = await this.tokens.verify(BEARER.exec(header)?.[1] ?? '')
    const identity = claims && (await findIdentity(claims.sub, claims.sid))
    const isMember = !claims?.tenant_id || identity?.grants.some((grant) => grant.tenant_id === claims.tenant_id)
    if (!claims || !identity || !isMember) {
      ctx.response.header('WWW-Authenticate', 'Bearer error="invalid_token"')
      throw new InvalidToken()
    }
    return { ...identity, preferredTenantId: claims.tenant_id, tokenId: claims.sid }
  }
}
