import { inject } from '@adonisjs/core'
import { ConnectIdentity } from '#identity/providers/connect_identity'
import { DisconnectIdentity } from '#identity/providers/disconnect_identity'
import { countDeparture } from '#identity/providers/departures'
import { connectionsOf } from '#identity/providers/connections'
import { findEnabledProvider } from '#identity/providers/provider'
import { dropPendingIdentity, readPendingIdentity } from '#identity/providers/pending_identity'
import { ProviderSignIn } from '#identity/providers/provider_sign_in'
import { ConnectionNotFound } from '#identity/providers/exceptions'
import { showProblem } from '#identity/providers/controllers/provider_problem'
import type { HttpContext } from '@adonisjs/core/http'

/** Which providers sign one in, and which could. */
@inject()
export default class ConnectionsController {
  constructor(
    private readonly signIn: ProviderSignIn,
    private readonly connectIdentity: ConnectIdentity,
    private readonly disconnectIdentity: DisconnectIdentity
  ) {}

  async index({ user, view }: HttpContext) {
    return view.render('identity/account/connections', await connectionsOf(user!.id))
  }

  /** Answers a page that goes on by itself: the policy of pages lets no form end on another site. */
  async connect(ctx: HttpContext) {
    const provider = await findEnabledProvider(ctx.params.provider as string)
    try {
      await countDeparture(ctx.request.ip())
      const url = await this.signIn.depart(ctx, { provider, linkingUserId: ctx.user!.id, next: '' })
      ctx.response.header('Refresh', `0; url=${url}`).header('Cache-Control', 'no-store')
      return ctx.view.render('identity/account/leaving', { provider, url })
    } catch (error) {
      return showProblem(ctx, error, provider)
    }
  }

  /** Somebody came back from a provider, then signed in to the account they had: is it theirs? */
  async pending(ctx: HttpContext) {
    const pending = readPendingIdentity(ctx)
    if (!pending) return ctx.response.redirect().toRoute('account.connections.index')
    const provider = await findEnabledProvider(pending.slug)
    return ctx.view.render('identity/account/pending_connection', { provider, person: pending.person })
  }

  async accept(ctx: HttpContext) {
    const pending = readPendingIdentity(ctx)
    if (!pending) return ctx.response.redirect().toRoute('account.connections.index')
    const provider = await findEnabledProvider(pending.slug)
    try {
      dropPendingIdentity(ctx)
      await this.connectIdentity.handle({ actor: ctx.actor, user: ctx.user!, provider, person: pending.person })
    } catch (error) {
      return showProblem(ctx, error, provider)
    }
    ctx.session.flash('success', ctx.i18n.t('providers.connected', { provider: provider.name }))
    return ctx.response.redirect().toPath(pending.next || '/account/connections')
  }

  async refuse(ctx: HttpContext) {
    dropPendingIdentity(ctx)
    return ctx.response.redirect().toRoute('account.connections.index')
  }

  async confirmRemoval({ params, user, view }: HttpContext) {
    const { connected } = await connectionsOf(user!.id)
    const connection = connected.find(({ id }) => id === params.id)
    if (!connection) throw new ConnectionNotFound()
    return view.render('identity/account/disconnect', { connection })
  }

  async destroy(ctx: HttpContext) {
    await this.disconnectIdentity.handle({ actor: ctx.actor, userId: ctx.user!.id, identityId: ctx.params.id as string })
    ctx.session.flash('success', ctx.i18n.t('providers.disconnected'))
    return ctx.response.redirect().toRoute('account.connections.index')
  }
}
