import { inject } from '@adonisjs/core'
import CredentialPolicy from '#tenancy/policies/credential_policy'
import { credentialJson } from '#tenancy/credentials/credential'
import { listCredentials } from '#tenancy/credentials/list_credentials'
import { RemoveCredential } from '#tenancy/credentials/remove_credential'
import { SetCredentials, type NewCredential } from '#tenancy/credentials/set_credentials'
import { credentialsValidator } from '#tenancy/validators/credentials'
import type { HttpContext } from '@adonisjs/core/http'

/** Credentials of the token's company. No answer holds a secret. */
@inject()
export default class CredentialsController {
  constructor(
    private readonly setCredentials: SetCredentials,
    private readonly removeCredential: RemoveCredential
  ) {}

  async index({ access, bouncer }: HttpContext) {
    await bouncer.with(CredentialPolicy).authorize('manage')
    return listed(access.tenantId!)
  }

  async update({ access, actor, bouncer, request }: HttpContext) {
    await bouncer.with(CredentialPolicy).authorize('manage')
    const { credentials } = await request.validateUsing(credentialsValidator)
    await this.setCredentials.handle({ actor, tenantId: access.tenantId!, credentials: credentials.map(sealable) })
    return listed(access.tenantId!)
  }

  async destroy({ access, actor, bouncer, params, response }: HttpContext) {
    await bouncer.with(CredentialPolicy).authorize('manage')
    await this.removeCredential.handle({ actor, tenantId: access.tenantId!, name: params.name })
    return response.noContent()
  }
}

const listed = async (tenantId: string) => ({
  data: (await listCredentials(tenantId)).map(credentialJson),
  meta: { next_cursor: null, limit: 50 },
})

type Given = { name: string; api_key?: string; json?: Record<string, unknown> }

const sealable = ({ name, api_key: key, json }: Given): NewCredential =>
  json ? { name, kind: 'json', secret: JSON.stringify(json) } : { name, kind: 'api_key', secret: key! }
