import { LiveBus } from '#core/live/live_bus'
import { LiveConnections } from '#identity/live/live_connections'
import type { ApplicationService } from '@adonisjs/core/types'

/** What identity keeps once per process. */
export default class IdentityProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(LiveConnections, async (resolver) => new LiveConnections(await resolver.make(LiveBus)))
  }
}
