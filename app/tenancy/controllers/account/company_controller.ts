import { inject } from '@adonisjs/core'
import Tenant from '#tenancy/models/tenant'
import MemberPolicy from '#tenancy/policies/member_policy'
import UpdateTenant from '#tenancy/actions/update_tenant'
import { CloseTenant } from '#tenancy/actions/close_tenant'
import { FindUsage } from '#tenancy/quotas/find_usage'
import { usageMeters } from '#tenancy/quotas/usage_meters'
import { companyTabs } from '#tenancy/profile/company_tabs'
import { detailsOf } from '#tenancy/profile/tenant_details'
import { tenantFormValidator } from '#tenancy/validators/tenant_profile'
import { closingValidator } from '#tenancy/validators/tenancy'
import { TENANT_SESSION_KEY } from '#identity/session_keys'
import type { HttpContext } from '@adonisjs/core/http'

const ZONES = Intl.supportedValuesOf('timeZone')

/** The company the user works in: what it says of itself, what its plan includes, and its end. */
@inject()
export default class CompanyController {
  constructor(
    private readonly updateTenant: UpdateTenant,
    private readonly closeTenant: CloseTenant,
    private readonly findUsage: FindUsage
  ) {}

  async show(ctx: HttpContext) {
    const { access, bouncer, view, i18n } = ctx
    await bouncer.with(MemberPolicy).authorize('view')
    const [tenant, usage] = await Promise.all([Tenant.findOrFail(access.tenantId), this.findUsage.handle(access.tenantId!)])
    return view.render('tenancy/account/company', {
      tenant,
      tabs: companyTabs(ctx, 'company'),
      meters: usageMeters(usage, i18n),
      zones: ['UTC', ...ZONES],
      mayEdit: access.can('tenancy.manage_members'),
      mayClose: access.can('tenancy.manage_owners'),
    })
  }

  async update({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('updateTenant')
    const { version, ...fields } = await request.validateUsing(tenantFormValidator)
    await this.updateTenant.handle({ actor, tenantId: access.tenantId!, details: detailsOf(fields), expectedVersion: version })
    session.flash('success', i18n.t('tenancy.company_saved'))
    return response.redirect().toRoute('account.company.show')
  }

  async confirmClosing({ access, bouncer, view }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('closeTenant')
    return view.render('tenancy/account/close_company', { tenant: await Tenant.findOrFail(access.tenantId) })
  }

  async close({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('closeTenant')
    const { name } = await request.validateUsing(closingValidator)
    await this.closeTenant.handle({ actor, tenantId: access.tenantId!, name })
    session.forget(TENANT_SESSION_KEY)
    session.flash('success', i18n.t('tenancy.company_closed', { name }))
    return response.redirect().toPath('/')
  }
}
