import { inject } from '@adonisjs/core'
import { ACCESS_TOKEN_SECONDS } from '#identity/tokens/access_claims'
import { listContexts } from '#tenancy/context/list_contexts'
import { TakeContext } from '#tenancy/context/take_context'
import { tenantChoiceValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** In which of their companies, and under which hats, somebody works. */
@inject()
export default class ContextsController {
  constructor(private readonly takeContext: TakeContext) {}

  index({ user, access }: HttpContext) {
    return listContexts(user!.id, access)
  }

  async store({ actor, request, response }: HttpContext) {
    const { tenant_id: tenantId } = await request.validateUsing(tenantChoiceValidator)
    const { token, expiresAt, role } = await this.takeContext.handle({ actor, tenantId })
    return response.header('Cache-Control', 'no-store').json({
      ...{ token, access_token: token, token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS },
      ...{ access_token_expires_at: expiresAt, tenant_id: tenantId, role },
    })
  }
}
