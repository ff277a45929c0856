import { inject } from '@adonisjs/core'
import { ChangeProviders } from '#identity/providers/change_providers'
import { CheckProvider } from '#identity/providers/check_provider'
import { KINDS, PROVIDER_KINDS, type ProviderKind } from '#identity/providers/kinds'
import { findProvider, listProviders } from '#identity/providers/provider'
import { readNewProvider, readProviderChange } from '#identity/providers/provider_form'
import { redirectUriOf } from '#identity/providers/way_back'
import ProviderPolicy from '#identity/providers/provider_policy'
import type { HttpContext } from '@adonisjs/core/http'

/** Providers to sign in with, for operators. */
@inject()
export default class ProviderPagesController {
  constructor(
    private readonly providers: ChangeProviders,
    private readonly check: CheckProvider
  ) {}

  async index({ bouncer, view }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const providers = (await listProviders()).map((provider) => ({ ...provider, icon: KINDS[provider.kind].icon }))
    return view.render('identity/operator/providers', { providers })
  }

  async create({ bouncer, request, view }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const kind = PROVIDER_KINDS.find((known) => known === request.qs().kind)
    if (!kind) {
      return view.render('identity/operator/provider_kinds', { kinds: PROVIDER_KINDS.map((name) => ({ name, icon: KINDS[name].icon })) })
    }
    return view.render('identity/operator/provider_new', { ...formOf(kind), provider: null, redirectUri: redirectUriOf('…') })
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(ProviderPolicy).authorize('manage')
    const provider = await this.providers.add({ actor: ctx.actor, provider: await readNewProvider(ctx) })
    ctx.session.flash('success', ctx.i18n.t('providers.was_added', { name: provider.name }))
    return ctx.response.redirect().toRoute('operator.identity_providers.show', { id: provider.id })
  }

  async show({ bouncer, params, view }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const provider = await findProvider(params.id as string)
    return view.render('identity/operator/provider', { ...formOf(provider.kind), provider, redirectUri: redirectUriOf(provider.slug) })
  }

  async update(ctx: HttpContext) {
    await ctx.bouncer.with(ProviderPolicy).authorize('manage')
    const provider = await this.providers.change({ actor: ctx.actor, id: ctx.params.id as string, terms: await readProviderChange(ctx) })
    ctx.session.flash('success', ctx.i18n.t('providers.was_changed', { name: provider.name }))
    return ctx.response.redirect().toRoute('operator.identity_providers.show', { id: provider.id })
  }

  async test(ctx: HttpContext) {
    await ctx.bouncer.with(ProviderPolicy).authorize('manage')
    const provider = await findProvider(ctx.params.id as string)
    const problem = await this.check.handle(provider)
    if (problem === null) ctx.session.flash('success', ctx.i18n.t('providers.check_works'))
    else ctx.session.flash('error', ctx.i18n.t(`providers.check_${problem}`))
    return ctx.response.redirect().toRoute('operator.identity_providers.show', { id: provider.id })
  }

  async confirmRemoval({ bouncer, params, view }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const { id } = await findProvider(params.id as string)
    return view.render('identity/operator/provider_remove', { provider: (await listProviders()).find((one) => one.id === id) })
  }

  async destroy(ctx: HttpContext) {
    await ctx.bouncer.with(ProviderPolicy).authorize('manage')
    await this.providers.remove({ actor: ctx.actor, id: ctx.params.id as string })
    ctx.session.flash('success', ctx.i18n.t('providers.was_removed'))
    return ctx.response.redirect().toRoute('operator.identity_providers.index')
  }
}

const formOf = (kind: ProviderKind) => ({ kind, rules: KINDS[kind] })
