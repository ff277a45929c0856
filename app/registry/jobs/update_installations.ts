import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { UpdateInstallation } from '#registry/actions/update_installation'
import { findInstallation, type InstallationKey } from '#runtime/installations/installation'
import { InstallationNotFound } from '#runtime/exceptions/installation_refused'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Published = DomainEvent<{ plugin_id: string }>

const BATCH = 100
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * A version was published: installations that follow its channel are moved to it, unless they are pinned; one that asks
 * for more waits. Each in a transaction of its own, so that one that can't be moved keeps nobody. Run again, it goes on.
 */
@inject()
export default class UpdateInstallations implements Job<Published> {
  constructor(private readonly update: UpdateInstallation) {}

  async handle({ payload }: Published): Promise<void> {
    const failed: string[] = []
    let after: string | null = BEFORE_ALL
    while (after !== null) {
      const batch: InstallationKey[] = await unpinned(payload.plugin_id, after)
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

const unpinned = (pluginId: string, after: string) =>
  sqlRows<InstallationKey>(
    db,
    `select id, tenant_id as "tenantId" from plugin_installations where plugin_id = ? and not is_pinned and id > ? order by id limit ${BATCH}`,
    [pluginId, after]
  )
