import SessionMiddleware from '@adonisjs/session/session_middleware'
import InitializeAuthMiddleware from '@adonisjs/auth/initialize_auth_middleware'
import { Forbidden, Unauthenticated } from '#core/http/exceptions'
import ApiIdentityMiddleware from '#identity/middleware/api_identity_middleware'
import WebIdentityMiddleware from '#identity/middleware/web_identity_middleware'
import { MethodNotAllowed } from '#runtime/endpoints/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { EndpointInput } from '#runtime/endpoints/endpoint_hook'

const SAFE = ['GET', 'HEAD']

/**
 * Who asks at an endpoint for members, by bearer token or session. A session opens safe methods only: nothing else here
 * stands between another site's form and the plugin. Throws `Unauthenticated` (401) and `Forbidden` (403).
 */
export async function identifyMember(ctx: HttpContext, tenantId: string | null): Promise<NonNullable<EndpointInput['member']>> {
  if (ctx.request.header('authorization')) await identifyByToken(ctx)
  else await identifyBySession(ctx)
  const { user, access } = ctx
  if (!user) throw new Unauthenticated()
  const role = tenantId === null ? access.platformRoles.find((one) => one !== 'user') : access.tenantId === tenantId && access.tenantRole
  if (!role) throw new Forbidden()
  return { user_id: user.id, role }
}

async function identifyByToken(ctx: HttpContext): Promise<void> {
  const byToken = await ctx.containerResolver.make(ApiIdentityMiddleware)
  await byToken.handle(ctx, async () => {})
}

async function identifyBySession(ctx: HttpContext): Promise<void> {
  if (!SAFE.includes(ctx.request.method())) throw new MethodNotAllowed('Use a bearer token: a session opens this address for reading only')
  const session = await ctx.containerResolver.make(SessionMiddleware)
  const bySession = await ctx.containerResolver.make(WebIdentityMiddleware)
  await session.handle(ctx, () => new InitializeAuthMiddleware().handle(ctx, () => bySession.handle(ctx, async () => {})))
  // Reading leaves the session as it is: no cookie leaves from here.
  ctx.response.removeHeader('set-cookie')
}
