import { inject } from '@adonisjs/core'
import { RequestLimits } from '#core/limits/request_limits'
import { Settings } from '#core/settings/settings'
import { networkOf } from '#identity/network_of'
import { RateLimited } from '#identity/exceptions'
import { EndpointBusy } from '#runtime/endpoints/exceptions'
import { endpointRequestsPerAddress, endpointRequestsPerInstallation } from '#runtime/settings'

/** A slow plugin may not take every place of the plugin host. */
const AT_ONCE = 16

const underWay = new Map<string, number>()

/** How many requests reach a plugin: by address, by installation, and at the same time. */
@inject()
export class EndpointTraffic {
  constructor(
    private readonly limits: RequestLimits,
    private readonly settings: Settings
  ) {}

  /** Counts a request. Throws `RateLimited` (429). */
  async count(installationId: string, address: string): Promise<void> {
    await this.#count(`endpoint:${installationId}:${networkOf(address)}`, await this.settings.get(endpointRequestsPerAddress))
    await this.#count(`endpoint:${installationId}`, await this.settings.get(endpointRequestsPerInstallation))
  }

  /** Throws `EndpointBusy` (503). `work` is the plugin's: who sends slowly takes no place meanwhile. */
  async hold<Result>(installationId: string, work: () => Promise<Result>): Promise<Result> {
    const now = underWay.get(installationId) ?? 0
    if (now >= AT_ONCE) throw new EndpointBusy()
    underWay.set(installationId, now + 1)
    try {
      return await work()
    } finally {
      const left = (underWay.get(installationId) ?? 1) - 1
      if (left > 0) underWay.set(installationId, left)
      else underWay.delete(installationId)
    }
  }

  async #count(key: string, limit: number): Promise<void> {
    const { isAllowed, waitSeconds } = await this.limits.take(key, limit)
    if (!isAllowed) throw new RateLimited(waitSeconds)
  }
}
