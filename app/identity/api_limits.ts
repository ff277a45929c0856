import { inject } from '@adonisjs/core'
import { findSurface } from '#core/limits/find_surface'
import { RequestLimits } from '#core/limits/request_limits'
import { Settings } from '#core/settings/settings'
import { networkOf } from '#identity/network_of'
import { RateLimited } from '#identity/exceptions'
import { apiRequestsPerAddress, apiRequestsPerToken, apiRequestsPerUser } from '#identity/settings'
import type { HttpContext } from '@adonisjs/core/http'

/** Requests per minute by network, user and program's token. A surface with limits of its own counts apart from the rest. */
@inject()
export class ApiLimits {
  constructor(
    private readonly limits: RequestLimits,
    private readonly settings: Settings
  ) {}

  /** Throws `RateLimited` (429). */
  async countAddress(ctx: HttpContext): Promise<void> {
    const surface = findSurface(ctx.request.url())
    const limit = await this.settings.get(surface?.perAddress ?? apiRequestsPerAddress)
    await this.#count(ctx, 'address', { key: `${surface?.name ?? 'api'}:${networkOf(ctx.request.ip())}`, limit })
  }

  /** Throws `RateLimited` (429). A guest is known by the address alone. */
  async countCaller(ctx: HttpContext): Promise<void> {
    if (!ctx.user) return
    const surface = findSurface(ctx.request.url())
    const limit = await this.settings.get(surface?.perUser ?? apiRequestsPerUser)
    await this.#count(ctx, 'user', { key: `${surface?.name ?? 'api'}:${ctx.user.id}`, limit })
    const tokenId = ctx.actor.grant?.tokenId
    if (tokenId) await this.#count(ctx, 'token', { key: tokenId, limit: await this.settings.get(apiRequestsPerToken) })
  }

  async #count(ctx: HttpContext, by: 'address' | 'user' | 'token', { key, limit }: { key: string; limit: number }) {
    const verdict = await this.limits.count(ctx, by, { key, limit })
    if (!verdict.isAllowed) throw new RateLimited(verdict.waitSeconds)
  }
}
