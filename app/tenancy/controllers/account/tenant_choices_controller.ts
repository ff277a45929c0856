import { inject } from '@adonisjs/core'
import SwitchTenant from '#tenancy/actions/switch_tenant'
import { TENANT_SESSION_KEY } from '#identity/session_keys'
import { tenantChoiceValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** In which of their companies somebody works from now on. */
@inject()
export default class TenantChoicesController {
  constructor(private readonly switchTenant: SwitchTenant) {}

  async update({ actor, request, response, session }: HttpContext) {
    const { tenant_id: tenantId } = await request.validateUsing(tenantChoiceValidator)
    await this.switchTenant.handle({ actor, tenantId })
    session.put(TENANT_SESSION_KEY, tenantId)
    return response.redirect().back()
  }
}
