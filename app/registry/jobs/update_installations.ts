import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { listOutdated } from '#registry/queries/find_update'
import { UpdateInstallation } from '#registry/actions/update_installation'
import { findInstallation, type InstallationKey } from '#runtime/installations/installation'
import { InstallationNotFound } from '#runtime/exceptions/installation_refused'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Published = DomainEvent<{ plugin_id: string }>

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * A version was published: installations that follow its channel are moved to it, unless they are pinned; one that asks
 * for more waits. Each in a transaction of its own, so that one that can't be moved keeps nobody. Run again, it goes on.
 * Once a day it looks at every plugin, for those that were unpinned or changed their channel.
 */
@inject()
export default class UpdateInstallations implements Job<Published | null> {
  constructor(private readonly update: UpdateInstallation) {}

  async handle(event: Published | null): Promise<void> {
    const pluginId = event?.payload?.plugin_id ?? null
    const failed: string[] = []
    let after: string | null = BEFORE_ALL
    while (after !== null) {
      const batch: InstallationKey[] = await listOutdated(pluginId, after)
      for (const key of batch) if (!(await this.#move(key))) failed.push(key.id)
      after = batch.at(-1)?.id ?? null
    }
    if (failed.length > 0) throw new Error(`${failed.length} installations could not be updated: ${failed.slice(0, 5).join(', ')}`)
  }

  async #move(key: InstallationKey): Promise<boolean> {
    try {
      await this.update.byChannel(systemActor('update channel', key.tenantId), await findInstallation(key))
      return true
    } catch (error) {
      if (error instanceof InstallationNotFound) return true
      logger.warn({ err: error, installation: key.id }, 'an installation could not be updated by its channel')
      return false
    }
  }
}
