import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { INSTALLABLE_VERSION_STATUSES } from '#registry/enums/version_status'
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
      const batch: InstallationKey[] = await outdated(pluginId, after)
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

/** Unpinned ones for which there is something newer, of one plugin or of all. */
const outdated = (pluginId: string | null, after: string) =>
  sqlRows<InstallationKey>(
    db,
    `select i.id, i.tenant_id as "tenantId" from plugin_installations i join plugin_versions own on own.id = i.version_id
      where (?::uuid is null or i.plugin_id = ?) and not i.is_pinned and i.id > ?
        and exists (select 1 from plugin_versions v where v.plugin_id = i.plugin_id and v.status = any(?) and v.semver_key > own.semver_key
                       and (v.channel = 'stable' or i.channel = 'beta'))
      order by i.id limit ${BATCH}`,
    [pluginId, pluginId, after, INSTALLABLE_VERSION_STATUSES]
  )
