import { Settings } from '#core/settings/settings'
import { ApiCalls } from '#tenancy/quotas/api_calls'
import { TellQuota } from '#tenancy/quotas/tell_quota'
import { NoTaxService } from '#tenancy/verification/tax_service/tax_service'
import { TaxRegisters } from '#tenancy/verification/tax_service/tax_registers'
import type { ApplicationService } from '@adonisjs/core/types'

/** One count of API calls per process. */
export default class TenancyProvider {
  #calls: ApiCalls | null = null

  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(ApiCalls, async (resolver) => {
      this.#calls = new ApiCalls(await resolver.make(Settings), await resolver.make(TellQuota))
      return this.#calls
    })
    this.app.container.singleton(TaxRegisters, () => this.#taxRegisters())
  }

  async #taxRegisters() {
    const { default: env } = await import('#start/env')
    const url = env.get('TAX_SERVICE_URL')
    if (!url) return new TaxRegisters(new NoTaxService())
    const { HttpTaxService } = await import('#tenancy/verification/tax_service/http_tax_service')
    return new TaxRegisters(new HttpTaxService(url, { token: env.get('TAX_SERVICE_TOKEN')?.release() }))
  }

  async shutdown() {
    await this.#calls?.close()
  }
}
