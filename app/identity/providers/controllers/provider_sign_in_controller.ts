import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { landingPath } from '#identity/landing_path'
import { ArriveFromProvider } from '#identity/providers/arrive_from_provider'
import { countDeparture } from '#identity/providers/departures'
import { findEnabledProvider } from '#identity/providers/provider'
import { ProviderSignIn } from '#identity/providers/provider_sign_in'
import { showProblem } from '#identity/providers/controllers/provider_problem'
import type { HttpContext } from '@adonisjs/core/http'

/** Signing in by way of somebody else. */
@inject()
export default class ProviderSignInController {
  constructor(
    private readonly signIn: ProviderSignIn,
    private readonly arrival: ArriveFromProvider
  ) {}

  /** Off to the provider. */
  async start(ctx: HttpContext) {
    const { access, params, request, response, user } = ctx
    const next = ownPath(request.qs().next, '')
    const isAgain = user !== null && request.qs().again === '1'
    if (user && !isAgain) return response.redirect().toPath(next || landingPath(access))
    const provider = await findEnabledProvider(params.provider as string)
    try {
      await countDeparture(request.ip())
      const url = await this.signIn.depart(ctx, { provider, linkingUserId: null, next, isAgain })
      return response.header('Cache-Control', 'no-store').redirect().toPath(url)
    } catch (error) {
      return showProblem(ctx, error, provider)
    }
  }

  /** And back. */
  async callback(ctx: HttpContext) {
    const provider = await findEnabledProvider(ctx.params.provider as string)
    ctx.response.header('Cache-Control', 'no-store').header('Referrer-Policy', 'no-referrer')
    try {
      const arrived = await this.signIn.arrive(ctx, provider)
      return ctx.response.redirect().toPath(await this.arrival.handle(ctx, { provider, ...arrived }))
    } catch (error) {
      return showProblem(ctx, error, provider)
    }
  }
}
