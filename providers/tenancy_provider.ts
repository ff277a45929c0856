import { Settings } from '#core/settings/settings'
import { ApiCalls } from '#tenancy/quotas/api_calls'
import { TellQuota } from '#tenancy/quotas/tell_quota'
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
  }

  async shutdown() {
    await this.#calls?.close()
  }
}
