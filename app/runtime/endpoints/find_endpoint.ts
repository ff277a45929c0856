import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { sqlRows } from '#core/database/sql'
import { endpointHook } from '#runtime/endpoints/endpoint_hook'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { Installation } from '#runtime/installations/installation'

/** In the place of a tenant's slug: the platform's own plugins. */
export const PLATFORM_SLUG = '-'

/** Which installation an address below `/p/` belongs to. Not installed, switched off and never heard of look alike: `NotFound`. */
@inject()
export class FindEndpoint {
  constructor(private readonly enabled: EnabledInstallations) {}

  async handle({ tenant, plugin }: { tenant: string; plugin: string }): Promise<Installation> {
    const tenantId = tenant === PLATFORM_SLUG ? null : await tenantOf(tenant)
    const answering = await this.enabled.for(endpointHook.id, tenantId === null ? [] : [tenantId])
    const found = answering.find((one) => one.tenantId === tenantId && one.pluginName === plugin)
    if (!found?.manifest.endpoints?.length) throw new NotFound()
    return found
  }
}

async function tenantOf(slug: string): Promise<string> {
  const [tenant] = await sqlRows<{ id: string }>(db, `select id from tenants where slug = ? and status = 'active'`, [slug])
  if (!tenant) throw new NotFound()
  return tenant.id
}
