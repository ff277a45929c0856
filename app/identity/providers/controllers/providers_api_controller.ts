import { inject } from '@adonisjs/core'
import { ChangeProviders } from '#identity/providers/change_providers'
import { CheckProvider } from '#identity/providers/check_provider'
import { findProvider, listProviders } from '#identity/providers/provider'
import { toProviderJson } from '#identity/providers/provider_json'
import { newProviderValidator, providerChangeValidator } from '#identity/providers/validators'
import ProviderPolicy from '#identity/providers/provider_policy'
import type { HttpContext } from '@adonisjs/core/http'

/** Providers to sign in with, for operators' programs. */
@inject()
export default class ProvidersApiController {
  constructor(
    private readonly providers: ChangeProviders,
    private readonly check: CheckProvider
  ) {}

  async index({ bouncer }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    return { data: (await listProviders()).map(toProviderJson) }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    return toProviderJson(await findProvider(params.id as string))
  }

  async store({ actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const provider = await request.validateUsing(newProviderValidator)
    return response.created(toProviderJson(await this.providers.add({ actor, provider })))
  }

  async update({ actor, bouncer, params, request }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const terms = await request.validateUsing(providerChangeValidator)
    return toProviderJson(await this.providers.change({ actor, id: params.id as string, terms }))
  }

  async destroy({ actor, bouncer, params, response }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    await this.providers.remove({ actor, id: params.id as string })
    return response.noContent()
  }

  async test({ bouncer, params }: HttpContext) {
    await bouncer.with(ProviderPolicy).authorize('manage')
    const problem = await this.check.handle(await findProvider(params.id as string))
    return { works: problem === null, problem }
  }
}
