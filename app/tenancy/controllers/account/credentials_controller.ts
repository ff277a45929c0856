import { inject } from '@adonisjs/core'
import CredentialPolicy from '#tenancy/policies/credential_policy'
import { UnknownCredential } from '#tenancy/credentials/exceptions'
import { listCredentials } from '#tenancy/credentials/list_credentials'
import { RemoveCredential } from '#tenancy/credentials/remove_credential'
import { SetCredentials } from '#tenancy/credentials/set_credentials'
import { companyTabs } from '#tenancy/profile/company_tabs'
import { credentialFormValidator } from '#tenancy/validators/credentials'
import type { HttpContext } from '@adonisjs/core/http'

/** Keys of the company to other systems. A page never shows one again. */
@inject()
export default class CredentialsController {
  constructor(
    private readonly setCredentials: SetCredentials,
    private readonly removeCredential: RemoveCredential
  ) {}

  async index(ctx: HttpContext) {
    const { access, bouncer, view } = ctx
    await bouncer.with(CredentialPolicy).authorize('manage')
    const credentials = await listCredentials(access.tenantId!)
    return view.render('tenancy/account/credentials', { credentials, tabs: companyTabs(ctx, 'credentials') })
  }

  async store({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(CredentialPolicy).authorize('manage')
    const { name, kind, secret } = await request.validateUsing(credentialFormValidator)
    await this.setCredentials.handle({ actor, tenantId: access.tenantId!, credentials: [{ name, kind, secret }] })
    session.flash('success', i18n.t('tenancy.credential_set', { name }))
    return response.redirect().toRoute('account.credentials.index')
  }

  async confirmRemoval({ access, bouncer, params, view }: HttpContext) {
    await bouncer.with(CredentialPolicy).authorize('manage')
    const credential = (await listCredentials(access.tenantId!)).find(({ name }) => name === params.name)
    if (!credential) throw new UnknownCredential()
    return view.render('tenancy/account/remove_credential', { credential })
  }

  async destroy({ access, actor, bouncer, params, response, session, i18n }: HttpContext) {
    await bouncer.with(CredentialPolicy).authorize('manage')
    await this.removeCredential.handle({ actor, tenantId: access.tenantId!, name: params.name })
    session.flash('success', i18n.t('tenancy.credential_removed', { name: params.name as string }))
    return response.redirect().toRoute('account.credentials.index')
  }
}
