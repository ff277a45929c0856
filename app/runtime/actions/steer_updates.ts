import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import type { Actor } from '#core/actor'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

export interface SteerUpdatesInput {
  actor: Actor
  installation: InstallationKey
  /** A pinned one is never moved to another version by itself. */
  isPinned?: boolean
  channel?: Installation['channel']
}

/** Says which versions an installation is moved to by itself, and whether at all. */
@inject()
export class SteerUpdates {
  constructor(private readonly changes: InstallationChanges) {}

  async handle({ actor, installation, isPinned, channel }: SteerUpdatesInput): Promise<Installation> {
    let steered: Installation | null = null
    if (isPinned !== undefined) steered = await this.#pin(actor, installation, isPinned)
    if (channel !== undefined) steered = await this.#follow(actor, installation, channel)
    return steered ?? (await this.changes.apply(actor, installation, () => Promise.resolve({ event: null })))!
  }

  #pin(actor: Actor, key: InstallationKey, isPinned: boolean) {
    return this.changes.apply(actor, key, async (trx, current) => {
      if (current.isPinned === isPinned) return { event: null }
      await sqlRun(trx, 'update plugin_installations set is_pinned = ?, updated_at = now() where id = ?', [isPinned, current.id])
      return { event: isPinned ? 'pinned' : 'unpinned', after: { version: current.version } }
    })
  }

  #follow(actor: Actor, key: InstallationKey, channel: Installation['channel']) {
    return this.changes.apply(actor, key, async (trx, current) => {
      if (current.channel === channel) return { event: null }
      await sqlRun(trx, 'update plugin_installations set channel = ?, updated_at = now() where id = ?', [channel, current.id])
      return { event: 'channel_changed', before: { channel: current.channel }, after: { channel } }
    })
  }
}
