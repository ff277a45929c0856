import { inject } from '@adonisjs/core'
import User from '#identity/models/user'
import { ConnectIdentity } from '#identity/providers/connect_identity'
import { ProviderRefused } from '#identity/providers/exceptions'
import { findOwner, touchIdentity } from '#identity/providers/linked_identities'
import { putPendingIdentity } from '#identity/providers/pending_identity'
import { capProof } from '#identity/start_session'
import { isFreshProof } from '#identity/step_up/fresh_proof'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import type { HttpContext } from '@adonisjs/core/http'
import type { Attempt } from '#identity/providers/attempts'
import type { Provider } from '#identity/providers/provider'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'

type Arrival = { provider: Provider; attempt: Attempt; person: ProviderPerson }

/**
 * What becomes of somebody a provider vouched for. An address that has an account proves nothing here, verified or not: whose
 * mailbox it is today is another question than whose account it is. They sign in to that account first, and connect it.
 */
@inject()
export class ArriveFromProvider {
  constructor(
    private readonly connect: ConnectIdentity,
    private readonly finishSignIn: FinishSignIn
  ) {}

  /** Answers the path to go to. Throws `ProviderRefused`. */
  async handle(ctx: HttpContext, { provider, attempt, person }: Arrival): Promise<string> {
    if (attempt.linkingUserId !== null) return this.#connect(ctx, provider, person)
    const ownerId = await findOwner(provider.id, person)
    if (ownerId !== null) return this.#signIn(ctx, ownerId, { provider, attempt, person })
    ctx.session.regenerate()
    putPendingIdentity(ctx, { providerId: provider.id, slug: provider.slug, person, next: attempt.next })
    return ctx.user ? '/account/connections/pending' : '/sign-in/new-account'
  }

  async #connect(ctx: HttpContext, provider: Provider, person: ProviderPerson): Promise<string> {
    await this.connect.handle({ actor: ctx.actor, user: ctx.user!, provider, person })
    ctx.session.flash('success', ctx.i18n.t('providers.connected', { provider: provider.name }))
    return '/account/connections'
  }

  /** A second factor is demanded here as after a password. */
  async #signIn(ctx: HttpContext, ownerId: string, { provider, attempt, person }: Arrival): Promise<string> {
    const user = await User.find(ownerId)
    if (!user || user.status !== 'active') throw new ProviderRefused('account')
    if (user.mustConfirm && !user.emailConfirmedAt) throw new ProviderRefused('unconfirmed')
    await touchIdentity(provider.id, person)
    const provedAt = person.provedAt ?? 0
    if (ctx.user?.id === user.id && !(await isFreshProof(provedAt))) return proveOtherwise(ctx, provider, attempt)
    const path = await this.finishSignIn.handle(ctx, { user, method: 'provider', next: attempt.next })
    capProof(ctx, provedAt)
    return path
  }
}

/** Sent there to prove it again, and the provider let them through for what they proved at some other time. */
function proveOtherwise({ i18n, session }: HttpContext, { name }: Provider, { next }: Attempt): string {
  session.flash('error', i18n.t('providers.proved_long_ago', { provider: name }))
  return `/account/confirm?next=${encodeURIComponent(next)}`
}
